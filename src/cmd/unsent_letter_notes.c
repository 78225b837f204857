#include "cmd/unsent_letter_notes.h"

#include "base/utf8.h"
#include "cmd/sent_log.h"
#include "cmd/shell_quote.h"
#include "plan/item_value.h"
#include "render/date_words.h"
#include "render/escape.h"

enum { ERROR_COLUMNS = 200 };

static bool is_about_same_letter(const struct wp_sent_log_line *one,
                                 const struct wp_sent_log_line *other)
{
    return one->state == other->state && one->kind == other->kind && one->week == other->week &&
           one->tried == other->tried && wp_str_equal(one->plan, other->plan);
}

/* Append an option and its value. Quote the value, because the log may contain anything. */
static void put_option(struct wp_buf *out, const char *option, struct wp_str value)
{
    struct wp_buf word = WP_BUF_INIT;

    wp_escape_line(&word, value);
    wp_buf_puts(out, option);
    wp_shell_quote(out, word.data != NULL ? word.data : "");
    wp_buf_free(&word);
}

/* Append a --to for each recipient of the letter. Append nothing if they are exactly the
 * recipients of the configuration. */
static void put_recipients(struct wp_buf *out, const struct wp_context *context,
                           struct wp_str lines, const struct wp_sent_log_line *letter)
{
    struct wp_buf options = WP_BUF_INIT;
    struct wp_sent_log_line line;
    bool others = false;
    size_t count = 0;

    while (wp_sent_log_line_next(&lines, &line)) {
        if (line.to.length == 0 || !is_about_same_letter(&line, letter))
            continue;
        put_option(&options, " --to ", line.to);
        others = others || !wp_list_has(&context->config.mail_to, line.to);
        count++;
    }
    if (others || count != context->config.mail_to.count)
        wp_buf_append(out, wp_buf_str(&options));
    wp_buf_free(&options);
}

/* Print a note on one letter, with the command that sends it. */
static void put_reminder(struct wp_context *context, struct wp_str lines,
                         const struct wp_sent_log_line *letter)
{
    struct wp_buf text = WP_BUF_INIT;
    bool failed = letter->state == WP_LETTER_FAILED;
    bool asks = letter->kind == WP_LETTER_ASK;
    struct wp_str why = wp_utf8_fit(letter->error, ERROR_COLUMNS, NULL);
    wp_day week_ago = context->today - WP_DAYS_OF_WEEK;

    wp_buf_printf(&text, "weekplan: %s ", wp_letter_kind_begin_sentence(letter->kind));
    wp_date_words_week(&text, letter->week, context->ascii ? "-" : "–");
    wp_buf_puts(&text, failed ? " was not sent: " : " may have been sent, or not: ");
    if (!failed && why.length == 0)
        why = wp_str("sending was interrupted");
    wp_escape_line(&text, why);
    wp_buf_puts(&text, failed ? " (weekplan mail" : " (if it did not arrive, weekplan mail");
    wp_buf_puts(&text, asks ? " --ask" : "");
    if (context->plan_path != NULL && letter->plan.length > 0 &&
        !wp_str_equal_c(letter->plan, context->plan_path))
        put_option(&text, " -f ", letter->plan);
    /* Name the week, unless it is the default of `weekplan mail`: the week that began 7 to 13 days
     * before today. */
    if (asks || letter->week <= week_ago - WP_DAYS_OF_WEEK || letter->week > week_ago) {
        wp_buf_puts(&text, " -w ");
        wp_day_format(&text, letter->week);
    }
    put_recipients(&text, context, lines, letter);
    wp_buf_puts(&text, " sends it)\n");
    wp_context_put_note(context, wp_buf_str(&text));
    wp_buf_free(&text);
}

/* Whether the letter of a mark is not needed any more, because another letter was sent to the
 * same recipient. */
static bool is_settled(const struct wp_sent_log_line *mark, struct wp_str lines)
{
    struct wp_sent_log_line line;

    while (wp_sent_log_line_next(&lines, &line))
        if (line.state == WP_LETTER_SENT && wp_sent_log_line_settles(&line, mark) &&
            wp_sent_log_line_has_key(&line, mark->key))
            return true;
    return false;
}

/* Return the last line about a failed letter of the kind. If there is none, its state is
 * WP_LETTER_NONE. */
static struct wp_sent_log_line find_failed(struct wp_str lines, enum wp_letter_kind kind)
{
    struct wp_sent_log_line failed = {.state = WP_LETTER_NONE};
    struct wp_sent_log_line line;

    while (wp_sent_log_line_next(&lines, &line))
        if (line.state == WP_LETTER_FAILED && line.kind == kind)
            failed = line;
    return failed;
}

/* Return the mark of the latest week among the marks of the kind. Ignore marks of letters that a
 * later letter makes needless (wp_sent_log_line_settles). If there is none, the state of the result
 * is WP_LETTER_NONE. */
static struct wp_sent_log_line find_unsure(struct wp_str marks, struct wp_str lines,
                                           enum wp_letter_kind kind)
{
    struct wp_sent_log_line unsure = {.state = WP_LETTER_NONE};
    struct wp_sent_log_line mark;

    while (wp_sent_log_line_next(&marks, &mark))
        if (mark.kind == kind && (unsure.state == WP_LETTER_NONE || mark.week >= unsure.week) &&
            !is_settled(&mark, lines))
            unsure = mark;
    return unsure;
}

/* Print the notes on letters of one kind. */
static void remind_of_kind(struct wp_context *context, struct wp_str lines, struct wp_str marks,
                           enum wp_letter_kind kind)
{
    struct wp_sent_log_line failed = find_failed(lines, kind);
    struct wp_sent_log_line unsure = find_unsure(marks, lines, kind);

    if (failed.state != WP_LETTER_NONE)
        put_reminder(context, lines, &failed);
    if (unsure.state != WP_LETTER_NONE)
        put_reminder(context, marks, &unsure);
}

/* Print as a note that the log cannot be read, because silence would mean that all letters were
 * sent. No-op if the configuration has no recipients. */
static void remark_unread(struct wp_context *context, const struct wp_error *error)
{
    struct wp_buf remark = WP_BUF_INIT;

    if (context->config.mail_to.count == 0)
        return;
    wp_buf_printf(&remark, "cannot find out which letters were sent: %s", error->message);
    wp_context_remark(context, &remark);
}

void wp_unsent_letter_notes_put(struct wp_context *context)
{
    struct wp_buf bytes = WP_BUF_INIT;
    struct wp_buf marks = WP_BUF_INIT;
    struct wp_error error;
    enum wp_status status = wp_sent_log_read(&bytes, &marks, &error);

    if (status == WP_OK) {
        for (size_t kind = 0; kind < WP_LETTER_KINDS; kind++)
            remind_of_kind(context, wp_buf_str(&bytes), wp_buf_str(&marks),
                           (enum wp_letter_kind)kind);
    } else if (status != WP_MISSING) {
        remark_unread(context, &error);
    }
    wp_buf_free(&marks);
    wp_buf_free(&bytes);
}
