#include "mail/mail.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/plan_input.h"
#include "cmd/recipients.h"
#include "cmd/sent_log.h"
#include "cmd/shell_word.h"
#include "mail/message.h"
#include "mail/sendmail.h"
#include "os/path.h"
#include "os/terminal.h"
#include "plan/value.h"
#include "plan/weekly_time.h"
#include "render/letter.h"
#include "render/words.h"

enum { SECONDS_OF_MINUTE = 60 };

struct sending {
    struct wp_context *context;
    struct wp_recipients mailing; /* to those who have not got it, once it is known who they are */
    bool once;
    bool waits; /* for `after` */
    struct wp_weekly_time after;
    struct wp_now now;
    char *plan;              /* owned: the same for every name of the plan */
    struct wp_list served;   /* who have got it */
    bool unsure;             /* of some of those it is not known whether they have */
    wp_day week;             /* the first day of the week that the letter is about */
    struct wp_buf recording; /* the commands that it names, as in wp_report_options */
    struct wp_buf carrying;
    struct wp_buf adding;
    struct wp_buf subject;
    struct wp_buf text;
    struct wp_buf html;
    struct wp_buf message;
    struct wp_arena *arena;
};

static bool is_given(const struct sending *sending, enum wp_option_id id)
{
    return wp_given(&sending->context->arguments, id);
}

static enum wp_status read_options(struct sending *sending, struct wp_error *error)
{
    struct wp_context *context = sending->context;
    const char *after = wp_given_value(&context->arguments, WP_OPT_AFTER_MOMENT);

    sending->once = is_given(sending, WP_OPT_ONCE);
    sending->waits = after != NULL;
    if (sending->waits && !wp_weekly_time_parse(wp_str(after), &sending->after))
        return wp_error_set(error, WP_USAGE,
                            "--after takes a day and a time such as 'mon 08:00', not '%s'", after);
    if (sending->once && strcmp(context->plan_path, "-") == 0)
        return wp_error_set(error, WP_USAGE, "--once needs a file, for standard input has no name");
    if (!context->window_given)
        context->window = wp_window_holding(context->today - WP_DAYS_OF_WEEK);
    sending->week = wp_window_start(context->window, context->config.week_start);
    if (!wp_clock_now(&sending->now))
        return wp_error_set(error, WP_IO, "cannot tell what time it is");
    return wp_recipients_find(&sending->mailing, context, sending->arena, error);
}

static enum wp_status mail_find_plan(struct sending *sending, struct wp_error *error)
{
    const char *path = sending->context->plan_path;

    sending->plan = wp_path_resolve(path);
    if (sending->plan == NULL) /* which opening it will tell */
        sending->plan = wp_path_absolute(path);
    return sending->plan != NULL ? WP_OK : wp_error_set_no_memory(error);
}

/* Appends "weekplan NAME" for this plan, which has to be named where it is not the
 * one that weekplan takes anyway, and for the week that begins on `start`. */
static void mail_name_command(struct wp_buf *buf, const struct wp_context *context,
                              const char *name, wp_day start)
{
    struct wp_buf usual = WP_BUF_INIT;
    struct wp_error ignored;

    wp_buf_printf(buf, "weekplan %s", name);
    if (wp_context_default_plan(context, &usual, &ignored) != WP_OK ||
        strcmp(usual.data, context->plan_path) != 0) {
        wp_buf_puts(buf, " -f ");
        wp_shell_word(buf, context->plan_path);
    }
    if (wp_view_weeks_away(start, context->today) != 0) {
        wp_buf_puts(buf, " -w ");
        wp_day_format(buf, start);
    }
    buf->failed = buf->failed || usual.failed;
    wp_buf_free(&usual);
}

/* Names the commands for the letter's week and the one after it. Into a plan from
 * standard input nothing can be put. */
static enum wp_status mail_name_commands(struct sending *sending, struct wp_report_options *options,
                                         struct wp_error *error)
{
    const struct wp_context *context = sending->context;
    wp_day next = sending->week + WP_DAYS_OF_WEEK;

    if (strcmp(context->plan_path, "-") == 0)
        return WP_OK;
    mail_name_command(&sending->recording, context, "add", sending->week);
    wp_buf_puts(&sending->recording, " TITLE");
    mail_name_command(&sending->carrying, context, "carry", next);
    mail_name_command(&sending->adding, context, "add", next);
    wp_buf_puts(&sending->adding, " TITLE");
    options->recording = wp_buf_str(&sending->recording);
    options->carrying = wp_buf_str(&sending->carrying);
    options->adding = wp_buf_str(&sending->adding);
    if (sending->recording.failed || sending->carrying.failed || sending->adding.failed)
        return wp_error_set_no_memory(error);
    return WP_OK;
}

static void write_report(struct sending *sending, const struct wp_report_input *weeks,
                         const struct wp_report_options *options)
{
    struct wp_report report;

    wp_report_make(&report, weeks, options);
    wp_words_headline(&sending->subject, &report);
    wp_letter_text(&sending->text, &report);
    wp_letter_html(&sending->html, &report);
    wp_report_free(&report);
}

/* There is no such week: no letter would look like no failure. */
static void write_gap(struct sending *sending, const struct wp_report_input *weeks,
                      const struct wp_report_options *options)
{
    struct wp_report report;
    struct wp_letter_gap gap = {sending->week, options->today, &report};

    wp_report_make_gap(&report, weeks, sending->week, options);
    wp_letter_gap_headline(&sending->subject, &gap);
    wp_letter_gap_text(&sending->text, &gap);
    wp_letter_gap_html(&sending->html, &gap);
    wp_report_free(&report);
}

/* Whether it is not yet time, in the week that is running as the plan's weeks
 * run. */
static bool is_early(const struct sending *sending)
{
    wp_day today = sending->context->today;
    wp_day running = wp_window_start(wp_window_holding(today), wp_weekday_of(sending->week));

    return sending->waits && !wp_weekly_time_reached(&sending->after, running, today,
                                                     sending->now.second / SECONDS_OF_MINUTE);
}

static enum wp_status compose(struct sending *sending, struct wp_error *error)
{
    struct wp_message message = {
        .mailing = &sending->mailing,
        .subject = wp_buf_str(&sending->subject),
        .text = wp_buf_str(&sending->text),
        .html = wp_buf_str(&sending->html),
        .date = sending->now,
        .week = sending->week,
        .key = wp_sent_log_key(sending->plan, &sending->mailing.to),
    };

    if (sending->subject.failed || sending->text.failed || sending->html.failed || message.key == 0)
        return wp_error_set_no_memory(error);
    return wp_message_compose(&sending->message, &message, error);
}

/* Reads the plan and writes what the letter says; *early where that is not to be done
 * yet. */
static enum wp_status write_letter(struct sending *sending, bool *early, struct wp_error *error)
{
    struct wp_report_options options = {.today = sending->context->today,
                                        .window = sending->context->window,
                                        .goal = sending->context->config.goal};
    struct wp_problems problems = {.list = error, .limit = 1};
    struct wp_report_input weeks = {.next = NULL};
    struct wp_plan_input opened = {.plan = NULL};
    enum wp_status status = wp_plan_input_open(&opened, sending->context, error);
    bool missing = false;

    if (status == WP_OK) {
        const struct wp_input input = wp_file_input(&opened.file);

        status = wp_report_input_read(&weeks, &input, &options, &problems);
        missing = status == WP_MISSING;
    }
    if (status != WP_OK && !missing)
        goto out;
    sending->week = missing ? wp_plan_input_week_start(sending->context, &weeks.found)
                            : weeks.found.week->start;
    *early = is_early(sending);
    status = *early ? WP_OK : mail_name_commands(sending, &options, error);
    if (*early || status != WP_OK)
        goto out;
    if (missing)
        write_gap(sending, &weeks, &options);
    else
        write_report(sending, &weeks, &options);
out:
    wp_report_input_free(&weeks);
    wp_plan_input_close(&opened);
    return status;
}

/* Whoever runs it every hour wants to hear nothing of it; a person does. */
static void mail_say(struct sending *sending, const char *what, const struct wp_list *to)
{
    struct wp_buf *out = &sending->context->out;

    if (sending->once && !wp_terminal_is(STDOUT_FILENO))
        return;
    wp_buf_puts(out, "the letter about the week of ");
    wp_words_week(out, sending->week, sending->context->ascii ? "-" : "–");
    wp_buf_printf(out, " %s ", what);
    for (size_t i = 0; i < to->count; i++) {
        wp_buf_puts(out, i > 0 ? ", " : "");
        wp_buf_append(out, to->items[i]);
    }
    wp_buf_putc(out, '\n');
}

/* Takes those from the recipients who got a letter about a week that begins in
 * `weeks`, or may have got one. */
static enum wp_status leave_out_served(struct sending *sending, const struct wp_sent_log *letters,
                                       struct wp_window weeks, struct wp_error *error)
{
    const struct wp_list all = sending->mailing.to;
    struct wp_list left = {NULL, 0};
    enum wp_letter_state *states = wp_arena_array(sending->arena, all.count, sizeof *states);
    enum wp_status status;

    if (states == NULL)
        return wp_error_set_no_memory(error);
    status = wp_letters_find(letters, sending->plan, &all, weeks, states, error);
    for (size_t i = 0; status == WP_OK && i < all.count; i++) {
        bool served = states[i] >= WP_LETTER_SENDING;

        wp_list_extend(served ? &sending->served : &left, all.items[i], sending->arena);
        sending->unsure = sending->unsure || states[i] == WP_LETTER_SENDING;
    }
    if (status == WP_OK)
        sending->mailing.to = left;
    return status;
}

/* Whether nobody is left, which is said. */
static bool is_nobody_left(struct sending *sending)
{
    if (sending->mailing.to.count > 0)
        return false;
    mail_say(sending,
             sending->unsure ? "may have been sent already (without --once it is sent again) to"
                             : "has been sent already to",
             &sending->served);
    return true;
}

static struct wp_sent_letter letter_of(const struct sending *sending, enum wp_letter_state state)
{
    return (struct wp_sent_letter){.state = state,
                                   .week = sending->week,
                                   .tried = sending->context->today,
                                   .place = sending->plan,
                                   .to = &sending->mailing.to,
                                   .plan = wp_str(sending->context->plan_path)};
}

/* Writes down what became of the letter. What was sent is sent, and what was not has
 * an error already, whatever becomes of this. */
static void mail_note(struct sending *sending, struct wp_sent_log *letters,
                      enum wp_letter_state state, const struct wp_error *failure)
{
    struct wp_sent_letter letter = letter_of(sending, state);
    struct wp_buf why = WP_BUF_INIT;
    struct wp_error problem;

    if (failure != NULL && failure->line > 0)
        wp_buf_printf(&why, "%s:%" PRIu64 ":%" PRIu64 ": ",
                      wp_context_error_file(sending->context, failure), failure->line,
                      failure->column);
    if (failure != NULL)
        wp_buf_puts(&why, failure->message);
    letter.error = wp_buf_str(&why);
    if (wp_sent_log_note(letters, &letter, &problem) != WP_OK)
        wp_buf_printf(&sending->context->err,
                      "weekplan: the letter was%s sent, which cannot be noted: %s\n",
                      state == WP_LETTER_SENT ? "" : " not", problem.message);
    wp_buf_free(&why);
}

/* Puts `what` before the message of an error that has no place. */
static enum wp_status add_words(const char *what, enum wp_status status, struct wp_error *error)
{
    return error->line > 0 ? status : wp_error_set(error, status, "%s: %s", what, error->message);
}

/* From here on the letter may be on its way, and has to be known as such if this
 * program does not live to say what became of it. */
static enum wp_status hand_over(struct sending *sending, struct wp_sent_log *letters,
                                struct wp_error *error)
{
    struct wp_sent_letter letter = letter_of(sending, WP_LETTER_SENDING);
    enum wp_letter_state state = WP_LETTER_NONE;
    enum wp_status status = wp_letters_begin(letters, &letter, error);

    if (status != WP_OK)
        return add_words("the letter was not sent, for that cannot be noted", status, error);
    status = wp_sendmail(sending->context, &sending->mailing, wp_buf_str(&sending->message), &state,
                         error);
    mail_note(sending, letters, state, status == WP_OK ? NULL : error);
    if (status == WP_OK)
        mail_say(sending, "is on its way to", &sending->mailing.to);
    else
        add_words(state == WP_LETTER_FAILED ? "the letter was not sent"
                                            : "the letter may have been sent, or not",
                  status, error);
    return status;
}

/* With the lock: from the look at what was sent to the note. */
static enum wp_status send_locked(struct sending *sending, struct wp_sent_log *letters,
                                  struct wp_error *error)
{
    bool early = false;
    enum wp_status status = WP_OK;

    /* The window is enough to know a letter by that was sent, and a plan that was
     * broken since is no trouble then. */
    if (sending->once)
        status = leave_out_served(sending, letters, sending->context->window, error);
    if (status != WP_OK || is_nobody_left(sending))
        return status;
    status = write_letter(sending, &early, error);
    if (status == WP_OK && early)
        return WP_OK;
    /* When the first day of the week has moved, a day of this week may have been in
     * a letter all the same. */
    if (status == WP_OK && sending->once) {
        const struct wp_window overlapping = {sending->week - (WP_DAYS_OF_WEEK - 1),
                                              sending->week + (WP_DAYS_OF_WEEK - 1)};

        status = leave_out_served(sending, letters, overlapping, error);
        if (status == WP_OK && is_nobody_left(sending))
            return WP_OK;
    }
    /* With nothing left in memory but what it says. */
    if (status == WP_OK)
        status = compose(sending, error);
    if (status == WP_OK)
        return hand_over(sending, letters, error);
    mail_note(sending, letters, WP_LETTER_FAILED, error);
    return add_words("the letter was not sent", status, error);
}

static enum wp_status send_letter(struct sending *sending, struct wp_error *error)
{
    struct wp_sent_log letters;
    enum wp_status status = wp_sent_log_open(&letters, error);

    status = status == WP_OK
                 ? send_locked(sending, &letters, error)
                 : add_words("the letter was not sent, for that cannot be noted", status, error);
    wp_sent_log_close(&letters);
    return status;
}

static enum wp_status print_letter(struct sending *sending, struct wp_error *error)
{
    bool early = false;
    enum wp_status status;

    sending->waits = false;
    status = write_letter(sending, &early, error);
    if (status == WP_OK)
        status = compose(sending, error);
    wp_buf_append(&sending->context->out, wp_buf_str(&sending->message));
    return status;
}

enum wp_status wp_mail_send(struct wp_context *context, struct wp_error *error)
{
    struct sending sending = {.context = context, .arena = wp_arena_new(1024)};
    enum wp_status status = sending.arena != NULL ? WP_OK : wp_error_set_no_memory(error);

    if (status == WP_OK)
        status = read_options(&sending, error);
    if (status == WP_OK)
        status = mail_find_plan(&sending, error);
    if (status == WP_OK)
        status = is_given(&sending, WP_OPT_PRINT) ? print_letter(&sending, error)
                                                  : send_letter(&sending, error);
    free(sending.plan);
    wp_buf_free(&sending.recording);
    wp_buf_free(&sending.carrying);
    wp_buf_free(&sending.adding);
    wp_buf_free(&sending.subject);
    wp_buf_free(&sending.text);
    wp_buf_free(&sending.html);
    wp_buf_free(&sending.message);
    wp_arena_free(sending.arena);
    return status;
}
