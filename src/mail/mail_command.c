#include "mail/mail_command.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "cmd/plan_input.h"
#include "cmd/recipients.h"
#include "cmd/sent_log.h"
#include "mail/letter_content.h"
#include "mail/message.h"
#include "mail/sendmail.h"
#include "os/real_path.h"
#include "os/terminal.h"
#include "plan/item_value.h"
#include "plan/weekly_time.h"
#include "render/date_words.h"
#include "render/escape.h"
#include "render/letter.h"

enum { SECONDS_OF_MINUTE = 60 };

/* The state of one run of `weekplan mail`. */
struct mail_run {
    struct wp_context *context;
    struct wp_arena *arena; /* owned */
    bool ask;               /* whether the letter asks for the review (--ask) */
    /* whether to leave out recipients who already got the letter (--once) */
    bool once;
    bool waits; /* whether to wait for a time of the week (--after) */
    struct wp_weekly_time after;
    struct wp_now now;
    char *plan;                      /* owned; path of the plan without links */
    struct wp_recipients recipients; /* recipients who have not got the letter yet */
    /* recipients who got the letter in an earlier run, or may have got it */
    struct wp_list served;
    bool unsure; /* whether somebody in `served` may not have got the letter */
    /* parts of the letter; its `week` is set before the letter is composed */
    struct wp_letter_content letter;
    struct wp_buf message; /* the letter as an RFC 5322 message */
};

/* Select the week of the letter, unless --week selects one. Ignore a plan that cannot be opened:
 * opening it again for the letter returns the error. */
static void select_week(struct mail_run *run)
{
    struct wp_context *context = run->context;
    struct wp_plan_input plan = {.plan = NULL};
    struct wp_error ignored;

    if (context->window_given)
        return;
    context->window = run->ask ? wp_window_to_review(context->today, context->config.week_start)
                               : wp_window_holding(context->today - WP_DAYS_OF_WEEK);
    /* Standard input can be read only once: wp_letter_content_make selects the week of its plan. */
    if (!run->ask || strcmp(context->plan_path, "-") == 0)
        return;
    if (wp_plan_input_open(&plan, context, &ignored) == WP_OK)
        (void)wp_plan_input_select_review(context, plan.plan, &ignored);
    wp_plan_input_close(&plan);
}

static enum wp_status read_mail_options(struct mail_run *run, struct wp_error *error)
{
    struct wp_context *context = run->context;
    const char *after = wp_given_value(&context->arguments, WP_OPT_AFTER_MOMENT);

    run->ask = wp_given(&context->arguments, WP_OPT_ASK);
    run->once = wp_given(&context->arguments, WP_OPT_ONCE);
    run->waits = after != NULL;
    if (wp_given(&context->arguments, WP_OPT_RAW) && !wp_given(&context->arguments, WP_OPT_PRINT))
        return wp_error_set(error, WP_USAGE,
                            "--raw is only for --print (weekplan mail --print --raw)");
    if (run->waits && !wp_weekly_time_parse(wp_str(after), &run->after))
        return wp_error_set(error, WP_USAGE,
                            "--after takes a day and a time such as 'mon 08:00', not '%s'", after);
    if (run->once && strcmp(context->plan_path, "-") == 0)
        return wp_error_set(error, WP_USAGE,
                            "--once needs a file, because standard input has no name");
    select_week(run);
    run->letter.week = wp_window_start(context->window, context->config.week_start);
    if (!wp_clock_now(&run->now))
        return wp_error_set(error, WP_IO, "cannot read the current time");
    /* If the path cannot be resolved, opening the plan fails later with an error. */
    run->plan = wp_path_resolve(context->plan_path);
    if (run->plan == NULL)
        run->plan = wp_path_absolute(context->plan_path);
    if (run->plan == NULL)
        run->plan = wp_memory_strdup(context->plan_path);
    return wp_recipients_find(&run->recipients, context, run->arena, error);
}

/* Return the first day of the week that has the time of --after. For a letter that asks for the
 * review, and without --week, that is the week of the letter, or the week after it if the weekday
 * of --after is none of the last three days of a week. For any other letter it is the current
 * week. */
static wp_day find_week_of_after(const struct mail_run *run)
{
    wp_day today = run->context->today;
    enum wp_weekday week_start = wp_weekday_of(run->letter.week);

    if (!run->ask || run->context->window_given)
        return wp_window_start(wp_window_holding(today), week_start);
    return wp_weekday_ends_week(run->after.weekday, week_start)
               ? run->letter.week
               : run->letter.week + WP_DAYS_OF_WEEK;
}

/* Whether the time of --after is in the future. */
static bool is_early(const struct mail_run *run)
{
    return run->waits &&
           !wp_weekly_time_reached(&run->after, find_week_of_after(run), run->context->today,
                                   run->now.second / SECONDS_OF_MINUTE);
}

/* Return the kind of the letter, which depends on its week and on today. */
static enum wp_letter_kind kind_of_run(const struct mail_run *run)
{
    return wp_letter_kind_of(run->letter.week, run->context->today, run->ask);
}

static void make_message(struct mail_run *run)
{
    const struct wp_message message = {
        .recipients = &run->recipients,
        .subject = wp_buf_str(&run->letter.subject),
        .text = wp_buf_str(&run->letter.text),
        .html = wp_buf_str(&run->letter.html),
        .date = run->now,
        .kind = kind_of_run(run),
        .week = run->letter.week,
        .key = wp_sent_log_line_key(run->plan, &run->recipients.to),
    };

    wp_message_put(&run->message, &message);
}

/* Print what happened to the letter to the recipients `to`: `what` in words. With --once print it
 * only on a terminal, because cron runs the command every hour. */
static void print_result(struct mail_run *run, const char *what, const struct wp_list *to)
{
    struct wp_buf *out = &run->context->out;

    if (run->context->quiet || (run->once && !wp_terminal_is(STDOUT_FILENO)))
        return;
    wp_buf_printf(out, "%s ", wp_letter_kind_begin_sentence(kind_of_run(run)));
    wp_date_words_week(out, run->letter.week, run->context->ascii ? "-" : "–");
    wp_buf_printf(out, " %s ", what);
    for (size_t i = 0; i < to->count; i++) {
        wp_buf_puts(out, i > 0 ? ", " : "");
        wp_buf_append(out, to->items[i]);
    }
    wp_buf_putc(out, '\n');
}

/* Move recipients who got, or may have got, a letter about a week that begins in `weeks` to
 * run->served. If no recipient is left, print that and return false. */
static bool leave_out_served(struct mail_run *run, const struct wp_sent_log *log,
                             struct wp_window weeks)
{
    const struct wp_list all = run->recipients.to;
    struct wp_list left = {NULL, 0};
    enum wp_letter_state *states = wp_arena_array(run->arena, all.count, sizeof *states);

    wp_sent_log_find(log, run->plan, &all, kind_of_run(run), weeks, states);
    for (size_t i = 0; i < all.count; i++) {
        bool served = states[i] >= WP_LETTER_SENDING;

        wp_list_extend(served ? &run->served : &left, all.items[i], run->arena);
        run->unsure = run->unsure || states[i] == WP_LETTER_SENDING;
    }
    run->recipients.to = left;
    if (left.count == 0)
        print_result(run,
                     run->unsure ? "may already have been sent (without --once it is sent again) to"
                                 : "has already been sent to",
                     &run->served);
    return left.count > 0;
}

static struct wp_sent_letter sent_letter(const struct mail_run *run, enum wp_letter_state state)
{
    return (struct wp_sent_letter){.state = state,
                                   .kind = kind_of_run(run),
                                   .week = run->letter.week,
                                   .tried = run->context->today,
                                   .place = run->plan,
                                   .to = &run->recipients.to,
                                   .plan = wp_str(run->context->plan_path)};
}

/* Log the state of the letter. `failure` is the error of the mailer, or NULL. If the log cannot
 * be written, append an error to context->err; the result of the run is the same. */
static void log_letter(struct mail_run *run, struct wp_sent_log *log, enum wp_letter_state state,
                       const struct wp_error *failure)
{
    struct wp_sent_letter letter = sent_letter(run, state);
    struct wp_buf why = WP_BUF_INIT;
    struct wp_error problem;

    if (failure != NULL && failure->line > 0)
        wp_buf_printf(&why, "%s:%" PRIu64 ":%" PRIu64 ": ",
                      wp_context_error_file(run->context, failure), failure->line, failure->column);
    if (failure != NULL)
        wp_buf_puts(&why, failure->message);
    letter.error = wp_buf_str(&why);
    if (wp_sent_log_note(log, &letter, &problem) != WP_OK)
        wp_buf_printf(&run->context->err,
                      "weekplan: the letter was%s sent, but that cannot be noted: %s\n",
                      state == WP_LETTER_SENT ? "" : " not", problem.message);
    wp_buf_free(&why);
}

/* Insert `what` before the message of an error, unless the error has a line. Return `status`. */
static enum wp_status add_words(const char *what, enum wp_status status, struct wp_error *error)
{
    return error->line > 0 ? status : wp_error_set(error, status, "%s: %s", what, error->message);
}

/* Run the mailer with the message. Before that, log that the letter is being sent, in case this
 * program is killed. Afterwards log the result. */
static enum wp_status hand_over(struct mail_run *run, struct wp_sent_log *log,
                                struct wp_error *error)
{
    struct wp_sent_letter letter = sent_letter(run, WP_LETTER_SENDING);
    enum wp_letter_state state = WP_LETTER_NONE;
    enum wp_status status = wp_sent_log_begin(log, &letter, error);

    if (status != WP_OK)
        return add_words("the letter was not sent, because that cannot be noted", status, error);
    status = wp_sendmail(run->context, &run->recipients, wp_buf_str(&run->message), &state, error);
    log_letter(run, log, state, status == WP_OK ? NULL : error);
    if (status == WP_OK)
        print_result(run, "is on its way to", &run->recipients.to);
    else
        add_words(state == WP_LETTER_FAILED ? "the letter was not sent"
                                            : "the letter may have been sent, or not",
                  status, error);
    return status;
}

/* Whether the kind of the letter is known before the plan is read: the kind is the same for all
 * days on which the week of the letter may begin. */
static bool is_kind_known(const struct mail_run *run)
{
    const struct wp_window *window = &run->context->window;
    wp_day today = run->context->today;

    return wp_letter_kind_of(window->first, today, run->ask) ==
           wp_letter_kind_of(window->last, today, run->ask);
}

/* Send the letter while the log of sent letters is locked. */
static enum wp_status send_locked(struct mail_run *run, struct wp_sent_log *log,
                                  struct wp_error *error)
{
    enum wp_status status;

    /* Search the log before the plan is read: if the letter was sent already, an error in the
     * plan does not matter. */
    if (run->once && is_kind_known(run) && !leave_out_served(run, log, run->context->window))
        return WP_OK;
    status = wp_letter_content_make(&run->letter, run->context, error);
    if (status != WP_OK) {
        log_letter(run, log, WP_LETTER_FAILED, error);
        return add_words("the letter was not sent", status, error);
    }
    if (is_early(run))
        return WP_OK;
    /* If weeks now begin on another day, the week of the letter may overlap the week of an
     * earlier letter. */
    if (run->once && !leave_out_served(run, log,
                                       (struct wp_window){run->letter.week - WP_DAYS_OF_WEEK + 1,
                                                          run->letter.week + WP_DAYS_OF_WEEK - 1}))
        return WP_OK;
    make_message(run);
    return hand_over(run, log, error);
}

static enum wp_status send_letter(struct mail_run *run, struct wp_error *error)
{
    struct wp_sent_log log;
    enum wp_status status = wp_sent_log_open(&log, error);

    if (status == WP_OK)
        status = send_locked(run, &log, error);
    else
        add_words("the letter was not sent, because that cannot be noted", status, error);
    wp_sent_log_close(&log);
    return status;
}

/* Append a header of the letter, for print_letter. No-op if its value is empty. */
static void put_header(struct wp_buf *out, const char *name, struct wp_str value)
{
    if (value.length == 0)
        return;
    wp_buf_printf(out, "%s: ", name);
    wp_escape_line(out, value);
    wp_buf_putc(out, '\n');
}

/* Append the letter for people to read: the headers that matter to them, and the plain text. */
static void put_readable(struct mail_run *run)
{
    struct wp_buf *out = &run->context->out;
    struct wp_buf to = WP_BUF_INIT;

    for (size_t i = 0; i < run->recipients.to.count; i++) {
        wp_buf_puts(&to, i > 0 ? ", " : "");
        wp_buf_append(&to, run->recipients.to.items[i]);
    }
    put_header(out, "From", run->recipients.from);
    put_header(out, "To", wp_buf_str(&to));
    put_header(out, "Subject", wp_buf_str(&run->letter.subject));
    wp_buf_putc(out, '\n');
    wp_buf_append(out, wp_buf_str(&run->letter.text));
    wp_buf_free(&to);
}

/* Print the letter for people to read if the output is a terminal; print the message elsewhere
 * and with --raw. */
static enum wp_status print_letter(struct mail_run *run, struct wp_error *error)
{
    bool readable =
        wp_terminal_is(STDOUT_FILENO) && !wp_given(&run->context->arguments, WP_OPT_RAW);
    enum wp_status status;

    run->letter.style.ascii = readable && run->context->ascii;
    if (readable && run->context->width < WP_LETTER_COLUMNS)
        run->letter.style.width = run->context->width;
    status = wp_letter_content_make(&run->letter, run->context, error);
    if (status == WP_OK && readable) {
        put_readable(run);
    } else if (status == WP_OK) {
        make_message(run);
        wp_buf_append(&run->context->out, wp_buf_str(&run->message));
    }
    return status;
}

enum wp_status wp_mail_command(struct wp_context *context, struct wp_error *error)
{
    struct mail_run run = {.context = context, .arena = wp_arena_new(1024)};
    enum wp_status status = read_mail_options(&run, error);

    if (status == WP_OK)
        status = wp_given(&context->arguments, WP_OPT_PRINT) ? print_letter(&run, error)
                                                             : send_letter(&run, error);
    if (!wp_given(&context->arguments, WP_OPT_RAW))
        wp_context_fold_result(context);
    free(run.plan);
    wp_letter_content_free(&run.letter);
    wp_buf_free(&run.message);
    wp_arena_free(run.arena);
    return status;
}
