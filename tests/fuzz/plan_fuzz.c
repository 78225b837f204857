/*
 * libFuzzer target (make fuzz): read any bytes as a plan. Check it, and print its
 * weeks, reports and history in every format. The promises of the library hold for all
 * input.
 */
#include <jansson.h>

#include "fuzz_helpers.h"
#include "render/diagnostic.h"
#include <weekplan/report.h>
#include <weekplan/view.h>

enum { PROBLEMS_MAX = 20 };

static void read_json(const struct wp_buf *text)
{
    json_error_t error;
    json_t *json =
        json_loadb(text->data, text->length, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);

    PROMISE(json != NULL);
    json_decref(json);
}

static void show_problems(const struct wp_problems *problems)
{
    static const struct wp_text_style styles[] = {{false, false, 80}, {true, true, 20}};
    struct wp_buf out = WP_BUF_INIT;

    for (size_t i = 0; i < problems->count; i++)
        for (size_t style = 0; style < 2; style++)
            wp_diagnostic_text(&out, "plan.yaml", &problems->list[i], &styles[style]);
    wp_buf_clear(&out);
    wp_problems_json(&out, "plan.yaml", problems, 1, 1);
    read_json(&out);
    wp_buf_free(&out);
}

/* Whether the plan is valid. Print its problems in every format. */
static bool check(const struct wp_input *input)
{
    static struct wp_error list[PROBLEMS_MAX];
    struct wp_problems problems = {.list = list, .limit = PROBLEMS_MAX};
    struct wp_plan *plan = NULL;
    struct wp_error error;
    size_t weeks, items;
    enum wp_status status;

    PROMISE(wp_plan_open(&plan, input, &error) == WP_OK);
    status = wp_plan_check(plan, &problems, &weeks, &items);
    PROMISE(status == WP_OK || status == WP_INVALID);
    PROMISE((status == WP_OK) == (problems.errors == 0));
    for (size_t i = 1; i < problems.count; i++)
        PROMISE(list[i - 1].line < list[i].line ||
                (list[i - 1].line == list[i].line && list[i - 1].column <= list[i].column));
    show_problems(&problems);
    wp_plan_close(plan);
    return status == WP_OK;
}

static void show(struct fuzzed *fuzzed, const struct wp_week *week)
{
    static const unsigned widths[] = {20, 30, 40, 60, 80, 200};
    struct wp_view_options options = {
        .today = week->start + (wp_day)draw(fuzzed, 30) - 10,
        .depth = (unsigned)draw(fuzzed, 4),
        .open_only = draw(fuzzed, 2) == 1,
    };
    struct wp_text_style style = {.color = draw(fuzzed, 2) == 1,
                                  .ascii = draw(fuzzed, 2) == 1,
                                  .width = widths[draw(fuzzed, 6)]};
    struct wp_buf out = WP_BUF_INIT;
    struct wp_view view;

    wp_view_make(&view, week, &options);
    wp_status_text(&out, &view, &style);
    wp_status_explain(&out, &view, &style);
    wp_status_short(&out, &view, &style);
    wp_buf_clear(&out);
    wp_status_json(&out, &view);
    read_json(&out);
    wp_buf_free(&out);
    wp_view_free(&view);
}

/* Print a random item of the week, or the week itself, as `show` does. */
static void show_one(struct fuzzed *fuzzed, const struct wp_week *week)
{
    struct wp_view_options options = {.today = week->start, .top = &week->root};
    size_t count = week->item_count + wp_item_count_below(&week->also) + 1;
    struct wp_text_style style = {.ascii = draw(fuzzed, 2) == 1,
                                  .width = 20 + (unsigned)draw(fuzzed, 80)};
    struct wp_buf out = WP_BUF_INIT;
    struct wp_view view;

    for (size_t left = draw(fuzzed, count); left > 0; left--)
        options.top = wp_week_item_after(week, options.top);
    wp_view_make(&view, week, &options);
    wp_show_text(&out, &view, &style);
    wp_buf_clear(&out);
    wp_show_json(&out, &view, 1);
    read_json(&out);
    wp_buf_free(&out);
    wp_view_free(&view);
}

static void put_formats(struct fuzzed *fuzzed, const struct wp_report *report)
{
    struct wp_text_style style = {.ascii = draw(fuzzed, 2) == 1,
                                  .width = 20 + (unsigned)draw(fuzzed, 80)};
    struct wp_post post = {.toml = draw(fuzzed, 2) == 1};
    struct wp_buf out = WP_BUF_INIT;

    wp_report_text(&out, report, &style);
    wp_report_markdown(&out, report, draw(fuzzed, 2) == 1 ? &post : NULL);
    wp_report_html(&out, report);
    wp_history_text(&out, report->history, &style);
    wp_history_csv(&out, report->history);
    wp_history_html(&out, report->history);
    wp_buf_clear(&out);
    wp_report_json(&out, report);
    read_json(&out);
    wp_buf_free(&out);
}

/* Print a report of the week that begins at `start`. The weeks beside it may be invalid. */
static void look_back(struct fuzzed *fuzzed, const struct wp_input *input, wp_day start)
{
    static struct wp_error list[1];
    struct wp_problems problems = {.list = list, .limit = 1};
    struct wp_report_options options = {
        .today = start + (wp_day)draw(fuzzed, 30) - 10,
        .window = wp_window_holding(start),
        .goal = (int)draw(fuzzed, 1001),
        .carry_next_command = wp_str(draw(fuzzed, 2) == 1 ? "weekplan carry" : ""),
    };
    struct wp_report_input weeks;
    struct wp_report report;
    enum wp_status status = wp_report_input_read(&weeks, input, &options, &problems);

    PROMISE(status == WP_OK || (status == WP_INVALID && problems.count == 1));
    if (status == WP_OK) {
        wp_report_make(&report, &weeks, &options);
        PROMISE(report.line->start == start);
        PROMISE((report.line->percent_tenths == WP_NO_PERCENT ? -1 : report.line->percent_tenths) ==
                report.view.percent_tenths);
        put_formats(fuzzed, &report);
        wp_report_free(&report);
    }
    wp_report_input_free(&weeks);
}

static void visit(struct fuzzed *fuzzed, const struct wp_input *input, wp_day day, bool valid)
{
    struct wp_found found;
    enum wp_status status = find(input, wp_window_holding(day), &found);

    PROMISE(!valid || status == WP_OK || status == WP_MISSING);
    if (status == WP_OK) {
        show(fuzzed, found.week);
        show_one(fuzzed, found.week);
        look_back(fuzzed, input, found.week->start);
    }
    wp_week_free(found.week);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzzed fuzzed = fuzzed_begin(data, size);
    struct wp_str bytes = {size > 0 ? (const char *)data : "", size};
    struct wp_input input = wp_input_memory(&bytes);
    bool valid = check(&input);
    wp_day newest = newest_day(&input);
    struct wp_found found;
    enum wp_status status;

    visit(&fuzzed, &input, newest, valid);
    visit(&fuzzed, &input, newest + 7 - (wp_day)draw(&fuzzed, 21), valid);
    status = find_list(&input, &found);
    PROMISE(!valid || status == WP_OK || status == WP_MISSING);
    wp_week_free(found.week);
    return 0;
}
