/*
 * `weekplan review` writes the review of a week. Without a text it opens a draft with questions in
 * an editor, and the week's report below a scissors line. The plan is not locked meanwhile.
 */
#include "base/utf8.h"
#include "cmd/change_item.h"
#include "cmd/change_remarks.h"
#include "cmd/command.h"
#include "cmd/draft.h"
#include "cmd/later_list_sentence.h"
#include "cmd/plan_input.h"
#include "cmd/run_change.h"
#include "cmd/text_argument.h"
#include "plan/keys.h"
#include "plan/review_draft.h"
#include "render/date_words.h"
#include <weekplan/report.h>

enum { DRAFT_COLUMNS = 72 }; /* columns of the report in the draft */

/* Separator of paragraphs in Markdown. */
#define PARAGRAPH "\n\n"

/* A review, from the arguments or the editor, that is to be saved. */
struct new_review {
    struct wp_buf before; /* the review in the plan when the draft was made */
    struct wp_buf text;   /* text of the review, from the arguments or the draft */
    struct wp_buf whole;  /* the new value of the key `review` */
    bool edited;          /* whether the text is from the editor */
    struct wp_item values;
};

/* Return the first day of the newest week that has begun, or WP_NO_DAY. */
static wp_day newest_begun(struct wp_plan *plan, wp_day today)
{
    struct wp_plan_walk walk = wp_plan_newest_first(plan);
    struct wp_problems ignored = {.limit = 0};
    struct wp_week *week = NULL;
    wp_day start = WP_NO_DAY;

    if (wp_plan_each_week(plan, &walk, (struct wp_window){INT32_MIN, today}, &week, &ignored) ==
        WP_OK)
        start = week->start;
    wp_week_free(week);
    return start;
}

/* Return WP_MISSING with the message that the week is not in the plan. A review does not start a
 * week. */
static enum wp_status fail_no_reviewed_week(const struct wp_context *context, struct wp_plan *plan,
                                            const struct wp_found *found, struct wp_error *error)
{
    wp_day newest = newest_begun(plan, context->today);
    struct wp_buf text = WP_BUF_INIT;

    wp_buf_puts(&text, "there is no week of ");
    wp_date_words_week(&text, wp_plan_input_week_start(context, found), context->ascii ? "-" : "–");
    wp_buf_puts(&text, " in the plan to review (");
    wp_buf_puts(&text, "weekplan review");
    wp_context_name_file(&text, context);
    if (newest != WP_NO_DAY) {
        wp_buf_puts(&text, " -w ");
        wp_day_format(&text, newest);
        wp_buf_puts(&text, " takes the newest week that is there,");
    }
    wp_buf_puts(&text, " -w this or -w last takes another week)");
    return wp_context_fail(error, WP_MISSING, &text);
}

/* Select the week to review and find it. Close `plan_input` also after a failure. */
static enum wp_status open_week(struct wp_plan_input *plan_input, struct wp_context *context,
                                struct wp_error *error)
{
    enum wp_status status = wp_plan_input_open(plan_input, context, error);

    if (status != WP_OK)
        return status;
    status = wp_plan_input_select_review(context, plan_input->plan, error);
    if (status == WP_OK)
        status = wp_plan_input_find(context, plan_input->plan, &plan_input->found, error);
    if (status == WP_MISSING)
        status = fail_no_reviewed_week(context, plan_input->plan, &plan_input->found, error);
    return status;
}

/* If the list for later is not empty, append `before` and a line on the list. */
static void put_later_line(struct wp_buf *out, const struct wp_context *context,
                           const struct wp_input *input, const char *before)
{
    struct wp_buf command = WP_BUF_INIT;
    struct wp_buf line = WP_BUF_INIT;

    wp_context_name_command_in(&command, context, "status", WP_NO_DAY, NULL);
    wp_later_list_sentence_put(&line, input, command.data);
    if (line.length > 0)
        wp_buf_printf(out, "%s%s\n", before, line.data);
    wp_buf_free(&line);
    wp_buf_free(&command);
}

/* Append the report of the week, as plain text, and a line on the list for later. */
static enum wp_status append_report(struct wp_buf *out, const struct wp_context *context,
                                    struct wp_input_file *file, struct wp_error *error)
{
    const struct wp_text_style style = {.width = DRAFT_COLUMNS, .ascii = context->ascii};
    const struct wp_report_options options = {
        .window = context->window, .today = context->today, .goal = context->config.goal};
    struct wp_problems problems = {.list = error, .limit = 1};
    struct wp_report_input weeks = {.next = NULL};
    struct wp_report report = {.days = NULL};
    struct wp_input input = wp_input_file_input(file);
    enum wp_status status = wp_report_input_read(&weeks, &input, &options, &problems);

    if (status == WP_OK) {
        /* the report needs no review, because the draft begins with it */
        weeks.found.week->root.review = (struct wp_str){NULL, 0};
        wp_report_make(&report, &weeks, &options);
        wp_report_text(out, &report, &style);
        put_later_line(out, context, &input, "\n");
    }
    wp_report_free(&report);
    wp_report_input_free(&weeks);
    return status;
}

/* Append the text of the draft: the old review, the questions that it does not answer, and below
 * the scissors line the report. */
static enum wp_status make_draft(struct wp_buf *out, struct wp_context *context,
                                 struct wp_plan_input *plan_input, struct wp_error *error)
{
    const struct wp_list questions = wp_config_questions(&context->config);
    struct wp_str review = plan_input->found.week->root.review;

    if (review.length > 0) {
        wp_buf_append(out, review);
        wp_buf_puts(out, PARAGRAPH);
    }
    wp_review_draft_questions(out, &questions, review);
    wp_review_draft_scissors(out);
    wp_buf_putc(out, '\n');
    return append_report(out, context, &plan_input->file, error);
}

/* Read the review from the draft. */
static enum wp_status check_draft(struct wp_draft *draft, void *data, struct wp_error *error)
{
    struct new_review *new_review = data;

    if (!wp_utf8_is_valid(wp_buf_str(&draft->text)))
        return wp_error_set(error, WP_INVALID, "the review is not UTF-8, so it is not saved");
    wp_buf_clear(&new_review->text);
    if (!wp_review_draft_answers(&new_review->text, wp_buf_str(&draft->text)))
        return wp_error_set(error, WP_INVALID,
                            "the line with '>8' is gone, so it is not known where the review ends "
                            "(delete the report, or put the line back above it)");
    return WP_OK;
}

/* Make the edit. Return WP_BUSY if another program has changed the review during editing. */
static enum wp_status review_week(struct wp_locked_plan *change, void *data, struct wp_error *error)
{
    const struct wp_item *root = &change->found.week->root;
    struct new_review *new_review = data;
    struct wp_str text = wp_buf_str(&new_review->text);
    enum wp_status status;

    if (new_review->edited && !wp_str_equal(root->review, wp_buf_str(&new_review->before)))
        return wp_error_set(error, WP_BUSY,
                            "the review was changed by another program while you edited it, and "
                            "is not overwritten");
    new_review->values = wp_item_empty();
    new_review->values.review = new_review->edited
                                    ? text
                                    : wp_text_argument_value(&new_review->whole, change->context,
                                                             root->review, text, PARAGRAPH);
    status = wp_change_item(change, root, &new_review->values, WP_KEY_BIT(WP_KEY_REVIEW),
                            WP_KEY_BIT(WP_KEY_REVIEW), "already has that review", error);
    if (status == WP_OK && !new_review->edited) {
        wp_change_remarks_replaced_text(change->context, root, &new_review->values, WP_KEY_REVIEW);
        put_later_line(&change->context->out, change->context, &change->input, "");
    }
    return status;
}

/* Save the review. If the text is empty, the user has answered nothing: change nothing. */
static enum wp_status save_review(struct wp_context *context, struct new_review *new_review,
                                  struct wp_error *error)
{
    if (wp_str_trim(wp_buf_str(&new_review->text)).length > 0)
        return wp_run_change(context, review_week, new_review, WP_CHANGE_NEEDS_WEEK, error);
    wp_buf_puts(&context->out, "nothing is changed: the review is empty\n");
    return WP_OK;
}

/* Let the user write the review in an editor, and save it. */
static enum wp_status edit_review(struct wp_context *context, struct new_review *new_review,
                                  struct wp_plan_input *plan_input, struct wp_error *error)
{
    struct wp_draft draft = {.context = context};
    struct wp_buf given = WP_BUF_INIT;
    enum wp_status status;

    new_review->edited = true;
    wp_buf_append(&new_review->before, plan_input->found.week->root.review);
    status = make_draft(&given, context, plan_input, error);
    if (status == WP_OK)
        status = wp_draft_open(&draft, context, "review.md", wp_buf_str(&given), error);
    if (status == WP_OK)
        status = wp_draft_edit(&draft, check_draft, new_review, error);
    if (status == WP_OK)
        status = save_review(context, new_review, error);
    wp_draft_close(&draft, status, error);
    wp_buf_free(&given);
    return status;
}

static enum wp_status run_review(struct wp_context *context, struct wp_error *error)
{
    struct new_review new_review = {.edited = false};
    struct wp_plan_input plan_input = {.plan = NULL};
    bool has_text = context->arguments.word_count > 0;
    enum wp_status status = WP_OK;

    if (!has_text && wp_given(&context->arguments, WP_OPT_APPEND))
        return wp_error_set(error, WP_USAGE, "--append needs a text to append");
    if (has_text)
        status = wp_text_argument_read(&new_review.text, context, 0, "review", error);
    if (status == WP_OK)
        status = open_week(&plan_input, context, error);
    if (status == WP_OK && !has_text)
        status = edit_review(context, &new_review, &plan_input, error);
    wp_plan_input_close(&plan_input);
    if (status == WP_OK && has_text)
        status = save_review(context, &new_review, error);
    wp_buf_free(&new_review.before);
    wp_buf_free(&new_review.text);
    wp_buf_free(&new_review.whole);
    return status;
}

const struct wp_command wp_cmd_review = {
    .name = "review",
    .group = WP_GROUP_WEEK,
    .summary = "write the review of a week",
    .arguments = "[TEXT...]",
    .examples = "weekplan review                    # answer the questions in your editor\n"
                "weekplan review -w last            # of last week\n"
                "weekplan review The talks went well.\n"
                "weekplan review Too many evenings. --append\n"
                "weekplan set . review=             # removes it\n",
    .details =
        "Open the editor (see 'weekplan help edit') on questions as headings, with the report of "
        "the week below a line with '>8'. What is above that line is saved as the review, in "
        "Markdown. Headings without an answer are left out. Without any answer nothing is saved. "
        "If the week has a review, the editor opens it, with the questions that it does not "
        "answer.\n"
        "A TEXT replaces the review without an editor; with --append it is a new paragraph below. "
        "Several words are one TEXT. If TEXT is -, read it from standard input.\n"
        "The week is this week on its last three days, else last week. It has to be in the plan.\n"
        "The key 'review: {questions: [...]}' of the configuration has your own questions.",
    .options = (const enum wp_option_id[]){WP_OPT_APPEND, WP_OPT_COUNT},
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_FILE,
    .changes = true,
    .run = run_review,
};
