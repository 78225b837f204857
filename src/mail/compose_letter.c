#include "mail/compose_letter.h"

#include <string.h>

#include "cmd/plan_input.h"
#include "cmd/shell_quote.h"
#include "render/letter.h"
#include "render/report_words.h"

/* Command lines that the letter names. All are empty for a plan from standard input, which cannot
 * be changed. */
struct letter_commands {
    struct wp_buf add_command;        /* adds a goal to the week of the letter */
    struct wp_buf carry_next_command; /* carries open items to the next week */
    struct wp_buf add_next_command;   /* adds a goal to the next week */
};

/* Append a command line, "weekplan NAME". Add -f unless the plan is the default one. Add -w
 * unless the week that begins on `start` is the current week. */
static void put_letter_command(struct wp_buf *buf, const struct wp_context *context,
                               const char *name, wp_day start)
{
    struct wp_buf usual = WP_BUF_INIT;
    struct wp_error ignored;

    wp_buf_printf(buf, "weekplan %s", name);
    if (wp_context_default_plan(context, &usual, &ignored) != WP_OK ||
        strcmp(usual.data, context->plan_path) != 0) {
        wp_buf_puts(buf, " -f ");
        wp_shell_quote(buf, context->plan_path);
    }
    if (wp_view_weeks_away(start, context->today) != 0) {
        wp_buf_puts(buf, " -w ");
        wp_day_format(buf, start);
    }
    wp_buf_free(&usual);
}

static void name_letter_commands(struct letter_commands *commands, const struct wp_context *context,
                                 wp_day week)
{
    wp_day next = week + WP_DAYS_OF_WEEK;

    if (strcmp(context->plan_path, "-") == 0)
        return;
    put_letter_command(&commands->add_command, context, "add", week);
    wp_buf_puts(&commands->add_command, " TITLE");
    put_letter_command(&commands->carry_next_command, context, "carry", next);
    put_letter_command(&commands->add_next_command, context, "add", next);
    wp_buf_puts(&commands->add_next_command, " TITLE");
}

static void write_report(struct wp_composed *letter, const struct wp_report_input *weeks,
                         const struct wp_report_options *options)
{
    struct wp_report report;

    wp_report_make(&report, weeks, options);
    wp_report_words_headline(&letter->subject, &report);
    wp_letter_text(&letter->text, &report);
    wp_letter_html(&letter->html, &report);
    wp_report_free(&report);
}

/* Write the letter about a week that is not in the plan. The letter is sent all the same, because
 * a missing letter would look as if all were well. */
static void write_gap(struct wp_composed *letter, const struct wp_report_input *weeks,
                      const struct wp_report_options *options)
{
    struct wp_report report;
    const struct wp_letter_gap gap = {letter->week, options->today, &report};

    wp_report_make_gap(&report, weeks, letter->week, options);
    wp_letter_gap_headline(&letter->subject, &gap);
    wp_letter_gap_text(&letter->text, &gap);
    wp_letter_gap_html(&letter->html, &gap);
    wp_report_free(&report);
}

/* Write the letter about a week from the weeks that were read. `found` is whether the week is in
 * the plan. */
static void write_letter(struct wp_composed *letter, const struct wp_context *context,
                         const struct wp_report_input *weeks, struct wp_report_options options,
                         bool found)
{
    struct letter_commands commands = {.add_command = WP_BUF_INIT};

    letter->week =
        found ? weeks->found.week->start : wp_plan_input_week_start(context, &weeks->found);
    name_letter_commands(&commands, context, letter->week);
    options.add_command = wp_buf_str(&commands.add_command);
    options.carry_next_command = wp_buf_str(&commands.carry_next_command);
    options.add_next_command = wp_buf_str(&commands.add_next_command);
    if (found)
        write_report(letter, weeks, &options);
    else
        write_gap(letter, weeks, &options);
    wp_buf_free(&commands.add_command);
    wp_buf_free(&commands.carry_next_command);
    wp_buf_free(&commands.add_next_command);
}

enum wp_status wp_compose_letter(struct wp_composed *letter, struct wp_context *context,
                                 struct wp_error *error)
{
    struct wp_report_options options = {.today = context->today, .goal = context->config.goal};
    struct wp_problems problems = {.list = error, .limit = 1};
    struct wp_report_input weeks = {.next = NULL};
    struct wp_plan_input opened = {.plan = NULL};
    enum wp_status status = wp_plan_input_open(&opened, context, error);

    if (status == WP_OK) {
        const struct wp_input input = wp_file_input(&opened.file);

        if (wp_given(&context->arguments, WP_OPT_ASK))
            wp_plan_input_select_review(context, opened.plan);
        options.window = context->window;
        status = wp_report_input_read(&weeks, &input, &options, &problems);
        if (status == WP_OK || status == WP_MISSING) {
            write_letter(letter, context, &weeks, options, status == WP_OK);
            status = WP_OK;
        }
    }
    wp_report_input_free(&weeks);
    wp_plan_input_close(&opened);
    return status;
}

void wp_composed_free(struct wp_composed *letter)
{
    wp_buf_free(&letter->subject);
    wp_buf_free(&letter->text);
    wp_buf_free(&letter->html);
}
