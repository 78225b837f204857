#include "mail/letter_content.h"

#include <string.h>

#include "cmd/later_list_sentence.h"
#include "cmd/plan_input.h"
#include "cmd/shell_quote.h"
#include "render/letter.h"

/* Command lines that the letter names. All are empty for a plan from standard input, which cannot
 * be changed. */
struct letter_commands {
    struct wp_buf add_command;         /* adds a goal to the week of the letter */
    struct wp_buf carry_next_command;  /* carries open items to the next week */
    struct wp_buf carry_command;       /* carries what the week before left open */
    struct wp_buf add_next_command;    /* adds a goal to the next week */
    struct wp_buf review_command;      /* opens the review of the week of the letter in an editor */
    struct wp_buf review_text_command; /* saves a text as the review */
};

/* Append a command line, "weekplan NAME". Add -f unless the plan is the default one. */
static void put_letter_command(struct wp_buf *buf, const struct wp_context *context,
                               const char *name)
{
    struct wp_buf usual = WP_BUF_INIT;
    struct wp_error ignored;

    wp_buf_printf(buf, "weekplan %s", name);
    if (wp_context_default_plan(context, &usual, &ignored) != WP_OK ||
        strcmp(usual.data, context->plan_path) != 0) {
        wp_buf_puts(buf, " -f ");
        wp_shell_quote(buf, context->plan_path);
    }
    wp_buf_free(&usual);
}

/* Append a command line for the week that begins on `start`. Add -w unless it is the current
 * week. */
static void put_week_command(struct wp_buf *buf, const struct wp_context *context, const char *name,
                             wp_day start)
{
    put_letter_command(buf, context, name);
    if (wp_view_weeks_away(start, context->today) != 0) {
        wp_buf_puts(buf, " -w ");
        wp_day_format(buf, start);
    }
}

/* Append the command line that writes the review of the week that begins on `start`. Always add -w,
 * because the letter may be read when the week is over. */
static void put_review_command(struct wp_buf *buf, const struct wp_context *context, wp_day start)
{
    put_letter_command(buf, context, "review");
    wp_buf_puts(buf, " -w ");
    wp_day_format(buf, start);
}

/* Fill `commands` for the letter about the week that begins on `week`; `found` is whether the plan
 * has this week. If the plan does not have it and the week is not over, the commands for the next
 * week are for this week instead. */
static void name_letter_commands(struct letter_commands *commands, const struct wp_context *context,
                                 wp_day week, bool found)
{
    bool over = week + WP_DAYS_OF_WEEK <= context->today;
    wp_day next = found || over ? week + WP_DAYS_OF_WEEK : week;

    if (strcmp(context->plan_path, "-") == 0)
        return;
    put_week_command(&commands->add_command, context, "add", week);
    wp_buf_puts(&commands->add_command, " TITLE");
    put_week_command(&commands->carry_next_command, context, "carry", next);
    put_week_command(&commands->carry_command, context, "carry",
                     next <= context->today ? next : week);
    put_week_command(&commands->add_next_command, context, "add", next);
    wp_buf_puts(&commands->add_next_command, " TITLE");
    put_review_command(&commands->review_command, context, week);
    put_review_command(&commands->review_text_command, context, week);
    wp_buf_puts(&commands->review_text_command, " TEXT");
}

/* Append the sentence on the list for later. */
static void put_later(struct wp_buf *buf, const struct wp_context *context,
                      const struct wp_input *input)
{
    struct wp_buf command = WP_BUF_INIT;

    put_letter_command(&command, context, "status");
    wp_buf_puts(&command, " -w " WP_WEEK_LATER);
    wp_later_list_sentence_put(buf, input, command.data);
    wp_buf_free(&command);
}

/* Return the questions of the review, and the commands that save it. `review` is the review that
 * the week has already. */
static struct wp_letter_ask make_ask(const struct wp_context *context,
                                     const struct letter_commands *commands, struct wp_str review)
{
    struct wp_letter_ask ask = {
        .heading = "Your review",
        .questions = wp_config_questions(&context->config),
        .hints = {{wp_buf_str(&commands->review_command), "opens the questions in your editor."},
                  {wp_buf_str(&commands->review_text_command), "saves a text without it."}}};

    ask.hint_count = commands->review_command.length > 0 ? WP_LETTER_HINTS : 0;
    if (review.length > 0) {
        ask.heading = "To change it";
        ask.questions = (struct wp_list){NULL, 0};
        ask.hints[0].effect = "opens it in your editor.";
        ask.hints[1].effect = "replaces it.";
    }
    return ask;
}

/* Write the letter about a week of the plan. `ask` is NULL, unless the letter asks for the
 * review. */
static void write_report(struct wp_letter_content *letter, const struct wp_report_input *weeks,
                         const struct wp_report_options *options, const struct wp_letter_ask *ask)
{
    struct wp_report report;

    wp_report_make(&report, weeks, options);
    wp_letter_text_headline(&letter->subject, &report, ask);
    wp_letter_text(&letter->text, &report, ask, &letter->style);
    wp_letter_html(&letter->html, &report, ask, wp_buf_str(&letter->text));
    wp_report_free(&report);
}

/* Write the letter about a week that is not in the plan. The letter is sent all the same, because
 * a missing letter would look as if all were well. */
static void write_gap(struct wp_letter_content *letter, const struct wp_report_input *weeks,
                      const struct wp_report_options *options)
{
    struct wp_report report;
    const struct wp_letter_gap gap = {letter->week, options->today, &report};

    wp_report_make_gap(&report, weeks, letter->week, options);
    wp_letter_gap_headline(&letter->subject, &gap);
    wp_letter_gap_text(&letter->text, &gap, &letter->style);
    wp_letter_gap_html(&letter->html, &gap, wp_buf_str(&letter->text));
    wp_report_free(&report);
}

/* Write the letter about a week from the weeks that were read. `found` is whether the week is in
 * the plan. */
static void write_letter(struct wp_letter_content *letter, const struct wp_context *context,
                         const struct wp_input *input, const struct wp_report_input *weeks,
                         struct wp_report_options options, bool found)
{
    struct wp_buf later = WP_BUF_INIT;
    struct letter_commands commands = {.add_command = WP_BUF_INIT};
    bool asks = wp_given(&context->arguments, WP_OPT_ASK);
    struct wp_str review = {NULL, 0};
    struct wp_letter_ask ask;

    letter->week =
        found ? weeks->found.week->start : wp_plan_input_week_start(context, &weeks->found);
    name_letter_commands(&commands, context, letter->week, found);
    if (found)
        review = weeks->found.week->root.review;
    ask = make_ask(context, &commands, review);
    options.add_command = wp_buf_str(&commands.add_command);
    options.carry_next_command = wp_buf_str(&commands.carry_next_command);
    options.carry_command = wp_buf_str(&commands.carry_command);
    put_later(&later, context, input);
    options.later = wp_buf_str(&later);
    options.add_next_command = wp_buf_str(&commands.add_next_command);
    options.review_command = wp_buf_str(&commands.review_command);
    if (found)
        write_report(letter, weeks, &options, asks ? &ask : NULL);
    else
        write_gap(letter, weeks, &options);
    wp_buf_free(&commands.add_command);
    wp_buf_free(&commands.carry_next_command);
    wp_buf_free(&commands.carry_command);
    wp_buf_free(&later);
    wp_buf_free(&commands.add_next_command);
    wp_buf_free(&commands.review_command);
    wp_buf_free(&commands.review_text_command);
}

enum wp_status wp_letter_content_make(struct wp_letter_content *letter, struct wp_context *context,
                                      struct wp_error *error)
{
    struct wp_report_options options = {.today = context->today, .goal = context->config.goal};
    struct wp_problems problems = {.list = error, .limit = 1};
    struct wp_report_input weeks = {.next = NULL};
    struct wp_plan_input opened = {.plan = NULL};
    enum wp_status status = wp_plan_input_open(&opened, context, error);

    if (letter->style.width == 0)
        letter->style.width = WP_LETTER_COLUMNS;
    if (status == WP_OK) {
        const struct wp_input input = wp_input_file_input(&opened.file);

        if (wp_given(&context->arguments, WP_OPT_ASK))
            status = wp_plan_input_select_review(context, opened.plan, error);
        options.window = context->window;
        if (status == WP_OK)
            status = wp_report_input_read(&weeks, &input, &options, &problems);
        if (status == WP_OK || status == WP_MISSING) {
            write_letter(letter, context, &input, &weeks, options, status == WP_OK);
            status = WP_OK;
        }
    }
    wp_report_input_free(&weeks);
    wp_plan_input_close(&opened);
    return status;
}

void wp_letter_content_free(struct wp_letter_content *letter)
{
    wp_buf_free(&letter->subject);
    wp_buf_free(&letter->text);
    wp_buf_free(&letter->html);
}
