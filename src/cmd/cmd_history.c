#include "cmd/command.h"
#include "cmd/formats.h"
#include "cmd/plan_input.h"
#include "cmd/value_argument.h"
#include <weekplan/history.h>
#include <weekplan/progress.h>

static void put_history(struct wp_context *context, const struct wp_history *history,
                        enum wp_format_id format)
{
    struct wp_text_style style = wp_context_text_style(context);

    if (format == WP_AS_CSV)
        wp_history_csv(&context->out, history);
    else if (format == WP_AS_JSON)
        wp_history_json(&context->out, history);
    else if (format == WP_AS_HTML)
        wp_history_html(&context->out, history);
    else
        wp_history_text(&context->out, history, &style);
}

/* Whether the format is read by programs, which need a valid document even without weeks. */
static bool is_for_programs(enum wp_format_id format)
{
    return format == WP_AS_CSV || format == WP_AS_JSON;
}

/* Read --weeks, a whole number from 1 on, or `all`, for which *weeks is 0. */
static enum wp_status read_weeks_option(const struct wp_context *context, size_t *weeks,
                                        struct wp_error *error)
{
    const char *value = wp_given_value(&context->arguments, WP_OPT_WEEKS);
    wp_decimal number;

    *weeks = value == NULL ? WP_HISTORY_DEFAULT : 0;
    if (value == NULL || wp_str_equal_c(wp_str(value), "all"))
        return WP_OK;
    if (!wp_decimal_parse(wp_str(value), &number) || number % WP_DECIMAL_ONE != 0 || number == 0)
        return wp_error_set(error, WP_USAGE,
                            "--weeks: '%s' is not a number of weeks (1, 2, ...), or all", value);
    number /= WP_DECIMAL_ONE;
    /* 0 is all weeks: no plan has more weeks than bytes */
    *weeks = number < WP_FILE_MAX ? (size_t)number : 0;
    return WP_OK;
}

/* Parse a percentage, with or without the '%'. Without it a number below 1 is refused, because 0.8
 * may be meant as 80%. */
static bool parse_goal_option(struct wp_str text, int *goal)
{
    struct wp_buf percent = WP_BUF_INIT;
    bool valid;

    if (wp_progress_parse_percent(text, goal))
        return true;
    wp_buf_append(&percent, text);
    wp_buf_putc(&percent, '%');
    valid = wp_progress_parse_percent(wp_buf_str(&percent), goal) && (*goal == 0 || *goal >= 10);
    wp_buf_free(&percent);
    return valid;
}

static enum wp_status read_goal_option(const struct wp_context *context, int *goal,
                                       struct wp_error *error)
{
    const char *value = wp_given_value(&context->arguments, WP_OPT_GOAL);

    if (value == NULL || parse_goal_option(wp_str(value), goal))
        return WP_OK;
    if (wp_value_argument_check_point("--goal", wp_str(value), error) == WP_OK)
        return wp_error_set(error, WP_USAGE,
                            "--goal: '%s' is not a percentage from 0%% to 100%% (80%%, 79.5%%)",
                            value);
    return WP_USAGE;
}

/* Return WP_MISSING with the message that no week begins before the end of the selected one. */
static enum wp_status fail_no_weeks(const struct wp_context *context, struct wp_error *error)
{
    struct wp_buf text = WP_BUF_INIT;

    if (context->window_given) {
        wp_buf_puts(&text, "there is no week up to ");
        wp_day_format(&text, context->window.last);
        wp_buf_puts(&text, " in the plan");
    } else {
        wp_buf_puts(&text, "there is no week in the plan yet");
    }
    if (!context->window_given && !wp_str_equal_c(wp_str(context->plan_path), "-")) {
        wp_buf_puts(&text, " (");
        wp_context_name_command(&text, context, "add", NULL);
        wp_buf_puts(&text, " TITLE starts one)");
    }
    return wp_context_fail(error, WP_MISSING, &text);
}

static enum wp_status run_history(struct wp_context *context, struct wp_error *error)
{
    struct wp_history_options options = {
        .today = context->today, .until = context->window.last, .goal = context->config.goal};
    struct wp_problems problems = {.list = error, .limit = 1};
    struct wp_history history = {.weeks = NULL};
    struct wp_plan_input plan_input = {.plan = NULL};
    enum wp_format_id format;
    struct wp_input input;
    enum wp_status status = wp_formats_choose(context, &format, error);

    if (status == WP_OK)
        status = read_weeks_option(context, &options.weeks, error);
    if (status == WP_OK)
        status = read_goal_option(context, &options.goal, error);
    /* Read weeks before the first row, because its mean is that of earlier weeks. The text has
     * no means, so one earlier week is enough to compute the change. */
    options.lead = format == WP_AS_TEXT ? 1 : WP_MEAN_WEEKS;
    if (status != WP_OK)
        return status;
    status = wp_plan_input_open(&plan_input, context, error);
    if (status != WP_OK)
        goto out;
    input = wp_input_file_input(&plan_input.file);
    status = wp_history_read(&history, &input, &options, &problems);
    if (status == WP_OK || (status == WP_MISSING && is_for_programs(format)))
        put_history(context, &history, format);
    if (status == WP_MISSING)
        status = fail_no_weeks(context, error);
out:
    wp_history_free(&history);
    wp_plan_input_close(&plan_input);
    return status;
}

const struct wp_command wp_cmd_history = {
    .name = "history",
    .group = WP_GROUP_LOOK,
    .summary = "show one line for each week",
    .formats = "text csv json html",
    .examples = "weekplan history                        # the last 12 weeks\n"
                "weekplan history --weeks all            # every week of the plan\n"
                "weekplan history --goal 75% -w last     # up to last week\n"
                "weekplan history --weeks all --format csv > weeks.csv\n",
    .details =
        "Show one line for each week: its percentage, the change since the week before, the "
        "number of done items, the number of items that were done besides the plan, and the "
        "number of goals that were carried over. Below the "
        "weeks, show the trend of three weeks or more, the mean, the best week, and for how many "
        "weeks in a row the "
        "goal was reached. A week that is not over does not count for mean and best, and does "
        "not end a streak.\n"
        "--format is text, csv, json or html. html is one page with the trend as a drawing "
        "and a table of its figures.",
    .options = (const enum wp_option_id[]){WP_OPT_WEEKS, WP_OPT_GOAL, WP_OPT_FORMAT, WP_OPT_JSON,
                                           WP_OPT_COUNT},
    .plan = WP_PLAN_READ,
    .pages = true,
    .run = run_history,
};
