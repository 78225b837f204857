#include "cmd/command.h"
#include "cmd/formats.h"
#include "cmd/plan_input.h"
#include "render/date_words.h"
#include <weekplan/report.h>

static void put_in_format(struct wp_context *context, const struct wp_report *report,
                          enum wp_format_id format)
{
    struct wp_text_style style = wp_context_text_style(context);

    if (format == WP_AS_MARKDOWN)
        wp_report_markdown(&context->out, report,
                           wp_given(&context->arguments, WP_OPT_POST) ? &context->config.post
                                                                      : NULL);
    else if (format == WP_AS_HTML)
        wp_report_html(&context->out, report);
    else if (format == WP_AS_JSON)
        wp_report_json(&context->out, report);
    else
        wp_report_text(&context->out, report, &style);
}

/* Read --format. With --post it is Markdown. */
static enum wp_status read_format(const struct wp_context *context, enum wp_format_id *format,
                                  struct wp_error *error)
{
    enum wp_status status = wp_formats_choose(context, format, error);

    if (status != WP_OK || !wp_given(&context->arguments, WP_OPT_POST))
        return status;
    if ((wp_given(&context->arguments, WP_OPT_FORMAT) || context->json) &&
        *format != WP_AS_MARKDOWN)
        return wp_error_set(error, WP_USAGE, "--post is Markdown, and cannot be %s",
                            wp_formats_name(*format));
    *format = WP_AS_MARKDOWN;
    return WP_OK;
}

/* Command lines that a report suggests; empty for a plan on standard input. */
struct suggestions {
    struct wp_buf add_command;        /* adds a goal to the week of the report */
    struct wp_buf carry_next_command; /* carries open items to the next week */
    struct wp_buf add_next_command;   /* adds a goal to the next week */
    struct wp_buf review_command;     /* writes the review of the week; empty for a post */
    struct wp_buf carry_command;      /* carries what the week before left open; empty for a post */
};

static void free_suggestions(struct suggestions *suggestions)
{
    wp_buf_free(&suggestions->add_command);
    wp_buf_free(&suggestions->carry_next_command);
    wp_buf_free(&suggestions->add_next_command);
    wp_buf_free(&suggestions->review_command);
    wp_buf_free(&suggestions->carry_command);
}

/* Make the suggestions for a week that begins on `start`; the options borrow them. */
static void make_suggestions(struct suggestions *suggestions, const struct wp_context *context,
                             wp_day start, struct wp_report_options *options)
{
    wp_day next = start + WP_DAYS_OF_WEEK;

    if (!wp_str_equal_c(wp_str(context->plan_path), "-")) {
        wp_context_name_command_in(&suggestions->add_command, context, "add", start, NULL);
        wp_buf_puts(&suggestions->add_command, " TITLE");
        wp_context_name_command_in(&suggestions->carry_next_command, context, "carry", next, NULL);
        wp_context_name_command_in(&suggestions->add_next_command, context, "add", next, NULL);
        wp_buf_puts(&suggestions->add_next_command, " TITLE");
        if (!wp_given(&context->arguments, WP_OPT_POST)) {
            wp_context_name_command_in(&suggestions->review_command, context, "review", start,
                                       NULL);
            wp_context_name_command_in(&suggestions->carry_command, context, "carry",
                                       next <= context->today ? next : start, NULL);
        }
    }
    options->add_command = wp_buf_str(&suggestions->add_command);
    options->carry_next_command = wp_buf_str(&suggestions->carry_next_command);
    options->add_next_command = wp_buf_str(&suggestions->add_next_command);
    options->review_command = wp_buf_str(&suggestions->review_command);
    options->carry_command = wp_buf_str(&suggestions->carry_command);
}

/* Return WP_MISSING with the message that the selected week is not in the plan. The message has
 * the nearest week. */
static enum wp_status fail_no_week(const struct wp_context *context, const struct wp_found *found,
                                   struct wp_error *error)
{
    wp_day other = found->before != WP_NO_DAY ? found->before : found->after;
    struct wp_buf text = WP_BUF_INIT;

    wp_buf_puts(&text, "there is no week of ");
    wp_date_words_week(&text, wp_plan_input_week_start(context, found), context->ascii ? "-" : "–");
    wp_buf_puts(&text, " in the plan (");
    if (other == WP_NO_DAY) {
        wp_buf_puts(&text, "weekplan add");
        wp_context_name_file(&text, context);
        wp_buf_puts(&text, " TITLE starts one)");
    } else {
        wp_buf_puts(&text, "the next one");
        wp_buf_puts(&text, other == found->before ? " before it: " : " after it: ");
        wp_buf_puts(&text, "weekplan report");
        wp_context_name_file(&text, context);
        wp_buf_puts(&text, " -w ");
        wp_day_format(&text, other);
        wp_buf_putc(&text, ')');
    }
    return wp_context_fail(error, WP_MISSING, &text);
}

static void put_report(struct wp_context *context, enum wp_format_id format,
                       const struct wp_report_input *weeks, struct wp_report_options *options)
{
    struct wp_report report = {.days = NULL};
    struct suggestions suggestions = {.add_command = WP_BUF_INIT};

    make_suggestions(&suggestions, context, weeks->found.week->start, options);
    wp_report_make(&report, weeks, options);
    put_in_format(context, &report, format);
    wp_report_free(&report);
    free_suggestions(&suggestions);
}

static enum wp_status run_report(struct wp_context *context, struct wp_error *error)
{
    struct wp_report_options options = {.today = context->today, .goal = context->config.goal};
    struct wp_problems problems = {.list = error, .limit = 1};
    struct wp_report_input weeks = {.next = NULL};
    struct wp_plan_input plan_input = {.plan = NULL};
    enum wp_format_id format;
    struct wp_input input;
    enum wp_status status = read_format(context, &format, error);

    if (status != WP_OK)
        return status;
    if (!context->window_given)
        context->window = wp_window_holding(context->today - WP_DAYS_OF_WEEK);
    options.window = context->window;
    status = wp_plan_input_open(&plan_input, context, error);
    if (status != WP_OK)
        goto out;
    input = wp_input_file_input(&plan_input.file);
    status = wp_report_input_read(&weeks, &input, &options, &problems);
    if (status == WP_MISSING) {
        if (format == WP_AS_JSON)
            wp_status_json_none(&context->out, context->today, NULL);
        status = fail_no_week(context, &weeks.found, error);
    } else if (status == WP_OK) {
        put_report(context, format, &weeks, &options);
    }
out:
    wp_report_input_free(&weeks);
    wp_plan_input_close(&plan_input);
    return status;
}

const struct wp_command wp_cmd_report = {
    .name = "report",
    .group = WP_GROUP_LOOK,
    .summary = "show how a week went (last week by default)",
    .formats = "text markdown html json",
    .examples = "weekplan report                         # how last week went\n"
                "weekplan report -w this                 # this week so far\n"
                "weekplan report --format markdown > week.md\n"
                "weekplan report --post > 2019-08-10-week.md\n"
                "weekplan report --format html > week.html\n",
    .details =
        "Show how a week went: its percentage beside the weeks before it; items that were "
        "done, and when; what was done besides the plan; items that were not done; dropped items, "
        "and why; items that were put off, and to when; goals that were carried over; and what is "
        "planned now. Without --week it is last week.\n"
        "--format is text, markdown, html or json. markdown is a task list, which import reads "
        "back, without what it does not show: ids, tags and repeat. html is one page for "
        "browsers and for paper that needs no other file. --post is Markdown for a blog, with the "
        "front matter of Jekyll, or with that of post: in the "
        "configuration.",
    .options = (const enum wp_option_id[]){WP_OPT_FORMAT, WP_OPT_JSON, WP_OPT_POST, WP_OPT_COUNT},
    .plan = WP_PLAN_READ,
    .pages = true,
    .run = run_report,
};
