/* weekplan report: a week looked back on. */
#include "cli/commands.h"
#include "cli/opened.h"
#include "report/words.h"
#include <weekplan/report.h>

enum { DAYS_OF_WEEK = 7 };

static void put_text(struct wp_app *app, const struct wp_report *report)
{
    struct wp_text_style style = wp_app_text_style(app);

    wp_report_text(&app->out, report, &style);
}

static void put_markdown(struct wp_app *app, const struct wp_report *report)
{
    wp_report_markdown(&app->out, report, wp_given(&app->arguments, WP_OPT_POST));
}

static void put_html(struct wp_app *app, const struct wp_report *report)
{
    wp_report_html(&app->out, report);
}

static void put_json(struct wp_app *app, const struct wp_report *report)
{
    wp_report_json(&app->out, report);
}

struct format {
    const char *name;
    void (*put)(struct wp_app *app, const struct wp_report *report);
    void (*put_none)(struct wp_buf *out, wp_day today); /* where there is no such week; or NULL */
};

static const struct format formats[] = {
    {"text", put_text, NULL},
    {"markdown", put_markdown, NULL},
    {"html", put_html, NULL},
    {"json", put_json, wp_status_json_none},
};

enum { TEXT, MARKDOWN };

/* A post is Markdown, and need not say so. */
static enum wp_status choose_format(const struct wp_app *app, const struct format **format,
                                    struct wp_error *error)
{
    const char *name = wp_given_value(&app->arguments, WP_OPT_FORMAT);
    bool post = wp_given(&app->arguments, WP_OPT_POST);
    size_t i;

    *format = &formats[post ? MARKDOWN : TEXT];
    if (name == NULL)
        return WP_OK;
    for (i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (wp_str_equal_c(wp_str(name), formats[i].name))
            break;
    if (i == sizeof formats / sizeof formats[0])
        return wp_fail(error, WP_USAGE, "--format: '%s' is not text, markdown, html or json", name);
    *format = &formats[i];
    if (post && i != MARKDOWN)
        return wp_fail(error, WP_USAGE, "--post is Markdown, and cannot be %s", name);
    return WP_OK;
}

static void name_option(struct wp_buf *buf, const struct wp_app *app, enum wp_option_id id)
{
    if (wp_given(&app->arguments, id))
        wp_buf_printf(buf, " -%c %s", wp_options[id].letter, wp_given_value(&app->arguments, id));
}

/* "weekplan carry", for the plan that is reported on and the week that begins
 * after the one that did on `start`. */
static void name_planning(struct wp_buf *buf, const struct wp_app *app, wp_day start)
{
    wp_day next = start + DAYS_OF_WEEK;

    if (wp_str_equal_c(wp_str(app->plan_path), "-"))
        return;
    wp_buf_puts(buf, "weekplan carry");
    name_option(buf, app, WP_OPT_FILE);
    if (wp_weeks_away(next, app->today) == 0)
        return;
    wp_buf_puts(buf, " -w ");
    wp_day_format(buf, next);
}

/* Says that there is no such week, and which one there is to report on. */
static enum wp_status no_week(const struct wp_app *app, const struct wp_found *found,
                              struct wp_error *error)
{
    wp_day other = found->before != WP_NO_DAY ? found->before : found->after;
    struct wp_buf text = WP_BUF_INIT;

    wp_buf_puts(&text, "there is no week of ");
    wp_words_week(&text, wp_app_week_start(app, found), app->ascii ? "-" : "–");
    wp_buf_puts(&text, " in the plan (");
    if (other == WP_NO_DAY) {
        wp_buf_puts(&text, "weekplan add");
        name_option(&text, app, WP_OPT_FILE);
        wp_buf_puts(&text, " TITLE starts one)");
    } else {
        wp_buf_puts(&text, "the next one");
        wp_buf_puts(&text, other == found->before ? " before it: " : " after it: ");
        wp_buf_puts(&text, "weekplan report");
        name_option(&text, app, WP_OPT_FILE);
        wp_buf_puts(&text, " -w ");
        wp_day_format(&text, other);
        wp_buf_putc(&text, ')');
    }
    if (text.failed)
        wp_fail_memory(error);
    else
        wp_fail(error, WP_MISSING, "%s", text.data);
    wp_buf_free(&text);
    return error->status;
}

static enum wp_status put_report(struct wp_app *app, const struct format *format,
                                 const struct wp_report_weeks *weeks,
                                 struct wp_report_options *options, struct wp_error *error)
{
    struct wp_report report = {.days = NULL};
    struct wp_buf planning = WP_BUF_INIT;
    enum wp_status status = WP_OK;

    name_planning(&planning, app, weeks->found.week->start);
    options->planning = wp_buf_str(&planning);
    if (planning.failed)
        status = wp_fail_memory(error);
    if (status == WP_OK)
        status = wp_report_make(&report, weeks, options, error);
    if (status == WP_OK)
        format->put(app, &report);
    wp_report_free(&report);
    wp_buf_free(&planning);
    return status;
}

enum wp_status wp_cmd_report(struct wp_app *app, struct wp_error *error)
{
    struct wp_report_options options = {.today = app->today, .goal = app->config.goal};
    struct wp_problems problems = {.list = error, .limit = 1};
    struct wp_report_weeks weeks = {.before = NULL};
    struct wp_opened opened = {.plan = NULL};
    const struct format *format = NULL;
    struct wp_input input;
    enum wp_status status = choose_format(app, &format, error);

    if (status != WP_OK)
        return status;
    if (!app->window_given)
        app->window = wp_window_holding(app->today - DAYS_OF_WEEK);
    options.window = app->window;
    status = wp_opened_open(&opened, app, error);
    if (status != WP_OK)
        goto out;
    input = wp_file_input(&opened.file);
    status = wp_report_read(&weeks, &input, &options, &problems);
    if (status == WP_MISSING) {
        if (format->put_none != NULL)
            format->put_none(&app->out, app->today);
        status = no_week(app, &weeks.found, error);
    } else if (status == WP_OK) {
        status = put_report(app, format, &weeks, &options, error);
    }
out:
    wp_report_weeks_free(&weeks);
    wp_opened_close(&opened);
    return status;
}
