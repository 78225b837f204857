/* weekplan report: a week looked back on. */
#include "cli/commands.h"
#include "cli/formats.h"
#include "cli/opened.h"
#include "report/words.h"
#include <weekplan/report.h>

enum { DAYS_OF_WEEK = 7 };

static void put(struct wp_app *app, const struct wp_report *report, enum wp_format_id format)
{
    struct wp_text_style style = wp_app_text_style(app);

    if (format == WP_AS_MARKDOWN)
        wp_report_markdown(&app->out, report, wp_given(&app->arguments, WP_OPT_POST));
    else if (format == WP_AS_HTML)
        wp_report_html(&app->out, report);
    else if (format == WP_AS_JSON)
        wp_report_json(&app->out, report);
    else
        wp_report_text(&app->out, report, &style);
}

/* A post is Markdown, and need not say so. */
static enum wp_status choose_format(const struct wp_app *app, enum wp_format_id *format,
                                    struct wp_error *error)
{
    enum wp_status status = wp_choose_format(app, format, error);

    if (status != WP_OK || !wp_given(&app->arguments, WP_OPT_POST))
        return status;
    if (wp_given(&app->arguments, WP_OPT_FORMAT) && *format != WP_AS_MARKDOWN)
        return wp_fail(error, WP_USAGE, "--post is Markdown, and cannot be %s",
                       wp_format_name(*format));
    *format = WP_AS_MARKDOWN;
    return WP_OK;
}

/* The commands of a report, as bytes. */
struct commands {
    struct wp_buf recording;
    struct wp_buf carrying;
    struct wp_buf adding;
};

static void free_commands(struct commands *commands)
{
    wp_buf_free(&commands->recording);
    wp_buf_free(&commands->carrying);
    wp_buf_free(&commands->adding);
}

/* Names them, for a week that began on `start`; those that are empty are none. */
static enum wp_status name_commands(struct commands *commands, const struct wp_app *app,
                                    wp_day start, struct wp_report_options *options,
                                    struct wp_error *error)
{
    wp_day next = start + DAYS_OF_WEEK;

    if (!wp_str_equal_c(wp_str(app->plan_path), "-")) {
        wp_name_command_in(&commands->recording, app, "add", start, NULL);
        wp_buf_puts(&commands->recording, " TITLE");
        wp_name_command_in(&commands->carrying, app, "carry", next, NULL);
        wp_name_command_in(&commands->adding, app, "add", next, NULL);
        wp_buf_puts(&commands->adding, " TITLE");
    }
    options->recording = wp_buf_str(&commands->recording);
    options->carrying = wp_buf_str(&commands->carrying);
    options->adding = wp_buf_str(&commands->adding);
    if (commands->recording.failed || commands->carrying.failed || commands->adding.failed)
        return wp_fail_memory(error);
    return WP_OK;
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
        wp_name_file(&text, app);
        wp_buf_puts(&text, " TITLE starts one)");
    } else {
        wp_buf_puts(&text, "the next one");
        wp_buf_puts(&text, other == found->before ? " before it: " : " after it: ");
        wp_buf_puts(&text, "weekplan report");
        wp_name_file(&text, app);
        wp_buf_puts(&text, " -w ");
        wp_day_format(&text, other);
        wp_buf_putc(&text, ')');
    }
    return wp_fail_text(error, WP_MISSING, &text);
}

static enum wp_status put_report(struct wp_app *app, enum wp_format_id format,
                                 const struct wp_report_weeks *weeks,
                                 struct wp_report_options *options, struct wp_error *error)
{
    struct wp_report report = {.days = NULL};
    struct commands commands = {WP_BUF_INIT, WP_BUF_INIT, WP_BUF_INIT};
    enum wp_status status = name_commands(&commands, app, weeks->found.week->start, options, error);

    if (status == WP_OK)
        status = wp_report_make(&report, weeks, options, error);
    if (status == WP_OK) {
        wp_app_stream(app);
        put(app, &report, format);
    }
    wp_report_free(&report);
    free_commands(&commands);
    return status;
}

enum wp_status wp_cmd_report(struct wp_app *app, struct wp_error *error)
{
    struct wp_report_options options = {.today = app->today, .goal = app->config.goal};
    struct wp_problems problems = {.list = error, .limit = 1};
    struct wp_report_weeks weeks = {.next = NULL};
    struct wp_opened opened = {.plan = NULL};
    enum wp_format_id format;
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
        if (format == WP_AS_JSON)
            wp_status_json_none(&app->out, app->today);
        status = no_week(app, &weeks.found, error);
    } else if (status == WP_OK) {
        status = put_report(app, format, &weeks, &options, error);
    }
out:
    wp_report_weeks_free(&weeks);
    wp_opened_close(&opened);
    return status;
}
