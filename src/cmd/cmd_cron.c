/* `cron`: the line in the user's crontab that sends the weekly letter. */
#include <string.h>

#include "cmd/command.h"
#include "cmd/crontab.h"
#include "cmd/external_command.h"
#include "cmd/find_sendmail.h"
#include "cmd/plan_input.h"
#include "cmd/recipients.h"
#include "cmd/user_crontab.h"
#include "render/date_words.h"

/* Each kind of letter in words, for messages. */
static const char *const letters[WP_LETTER_KINDS] = {
    [WP_LETTER_LAST_WEEK] = "the letter about last week",
    [WP_LETTER_THIS_WEEK] = "the letter about the running week",
    [WP_LETTER_ASK] = "the letter that asks for the review"};

/* The options of `cron remove` and `cron show` that select each kind of letter. */
static const char *const kind_options[WP_LETTER_KINDS] = {[WP_LETTER_LAST_WEEK] = "-w last",
                                                          [WP_LETTER_THIS_WEEK] = "-w this",
                                                          [WP_LETTER_ASK] = "--ask"};

static void print_installed(struct wp_context *context, const struct wp_letter_job *job)
{
    wp_buf_printf(&context->out, "%s is sent every ", letters[job->kind]);
    wp_weekly_time_format(&context->out, &job->time);
    wp_buf_puts(&context->out,
                job->catch_up ? ", or as soon as the machine is on after that\n" : "\n");
}

/* Print which letters of other kinds the crontab still sends, with the commands that end them. */
static void print_others(struct wp_context *context, struct wp_str crontab,
                         enum wp_letter_kind installed)
{
    for (enum wp_letter_kind kind = 0; kind < WP_LETTER_KINDS; kind++)
        if (kind != installed && wp_crontab_find(crontab, kind).length > 0)
            wp_buf_printf(&context->out, "%s is sent too (weekplan cron remove %s ends it)\n",
                          letters[kind], kind_options[kind]);
}

/* Print as a note that no mailer is installed, so that no letter can be sent. This is no error,
 * because the mailer may be installed later. */
static void remark_no_mailer(struct wp_context *context)
{
    struct wp_buf remark = WP_BUF_INIT;

    if (wp_find_sendmail_is_installed(&context->config))
        return;
    wp_buf_puts(&remark, "no letter can be sent yet: ");
    wp_find_sendmail_put_advice(&remark, &context->config);
    wp_context_remark(context, &remark);
}

static enum wp_status install_line(struct wp_context *context, struct wp_error *error)
{
    struct wp_buf crontab = WP_BUF_INIT;
    struct wp_buf changed = WP_BUF_INIT;
    struct wp_buf line = WP_BUF_INIT;
    struct wp_arena *arena = wp_arena_new(1024);
    struct wp_letter_job job;
    enum wp_status status = wp_recipients_check(context, error);

    if (status == WP_OK)
        status = wp_letter_job_make(&job, context, arena, error);
    /* Report now an error that every letter of the job would have. */
    if (status == WP_OK)
        status = wp_external_command_check_mail(context, error);
    if (status == WP_OK)
        status = wp_user_crontab_read(context, &crontab, error);
    if (status != WP_OK)
        goto out;
    wp_crontab_line(&line, &job);
    wp_crontab_install(&changed, wp_buf_str(&crontab), job.kind, wp_buf_str(&line));
    if (!wp_str_equal(wp_buf_str(&changed), wp_buf_str(&crontab)))
        status = wp_user_crontab_replace(context, &crontab, &changed, error);
    if (status == WP_OK) {
        print_installed(context, &job);
        print_others(context, wp_buf_str(&changed), job.kind);
        remark_no_mailer(context);
    }
out:
    wp_arena_free(arena);
    wp_buf_free(&line);
    wp_buf_free(&changed);
    wp_buf_free(&crontab);
    return status;
}

/* The kinds of letters that the command line names: a single kind, or all kinds. */
struct cron_kinds {
    enum wp_letter_kind first;
    enum wp_letter_kind last;
};

static enum wp_status find_kinds(struct cron_kinds *kinds, const struct wp_context *context,
                                 struct wp_error *error)
{
    bool named;
    enum wp_status status = wp_letter_job_kind(context, &kinds->first, &named, error);

    kinds->last = kinds->first;
    if (!named)
        *kinds = (struct cron_kinds){0, WP_LETTER_KINDS - 1};
    return status;
}

/* Append the crontab without the lines of the kinds to `changed`, and a message about the
 * removed lines to `text`. Append no message if the crontab has none of these lines. */
static void remove_kinds(struct wp_buf *changed, struct wp_buf *text, const struct wp_buf *crontab,
                         struct cron_kinds kinds)
{
    wp_buf_append(changed, wp_buf_str(crontab));
    for (enum wp_letter_kind kind = kinds.first; kind <= kinds.last; kind++) {
        struct wp_buf rest = WP_BUF_INIT;

        if (wp_crontab_find(wp_buf_str(changed), kind).length == 0)
            continue;
        wp_crontab_remove(&rest, wp_buf_str(changed), kind);
        wp_buf_free(changed);
        *changed = rest;
        wp_buf_printf(text, "%s is no longer sent\n", letters[kind]);
    }
}

static enum wp_status remove_line(struct wp_context *context, struct wp_error *error)
{
    struct wp_buf crontab = WP_BUF_INIT;
    struct wp_buf changed = WP_BUF_INIT;
    struct wp_buf text = WP_BUF_INIT;
    struct cron_kinds kinds;
    enum wp_status status = find_kinds(&kinds, context, error);

    if (status == WP_OK)
        status = wp_user_crontab_read(context, &crontab, error);
    if (status != WP_OK)
        goto out;
    remove_kinds(&changed, &text, &crontab, kinds);
    if (text.length > 0)
        status = wp_user_crontab_replace(context, &crontab, &changed, error);
    else if (kinds.first < kinds.last)
        wp_buf_puts(&text, "the crontab has no line of weekplan\n");
    else
        wp_buf_printf(&text, "the crontab has no line for %s\n", letters[kinds.first]);
    if (status == WP_OK)
        wp_buf_append(&context->out, wp_buf_str(&text));
out:
    wp_buf_free(&text);
    wp_buf_free(&changed);
    wp_buf_free(&crontab);
    return status;
}

/* Print as a note which week the letter of a line would be about today. `week` is the value of
 * --week in the line, or empty. */
static void remark_cron_week(struct wp_context *context, enum wp_letter_kind kind,
                             struct wp_str week, enum wp_weekday weekday)
{
    struct wp_buf remark = WP_BUF_INIT;
    struct wp_window window;

    if (!wp_window_parse(week, context->today, &window))
        window = kind == WP_LETTER_ASK ? wp_window_to_review(context->today, weekday)
                                       : wp_window_holding(context->today - WP_DAYS_OF_WEEK);
    wp_buf_printf(&remark, "%s: today ", letters[kind]);
    wp_date_words_week(&remark, wp_window_start(window, weekday), context->ascii ? "-" : "–");
    wp_context_remark(context, &remark);
}

/* Append weekplan's lines for the kinds, and print as a note which week the letter of each line
 * would be about today. */
static enum wp_status put_cron_lines(struct wp_buf *text, struct wp_context *context,
                                     struct wp_str crontab, struct cron_kinds kinds,
                                     struct wp_error *error)
{
    enum wp_weekday weekday;
    enum wp_status status = wp_plan_input_file_weekday(context, &weekday, error);

    for (enum wp_letter_kind kind = kinds.first; kind <= kinds.last && status == WP_OK; kind++) {
        struct wp_str line = wp_crontab_find(crontab, kind);

        if (line.length == 0)
            continue;
        wp_buf_append(text, line);
        wp_buf_putc(text, '\n');
        remark_cron_week(context, kind, wp_crontab_week(line), weekday);
    }
    return status;
}

/* Append the line that `cron install` would add, or with --systemd the units. */
static enum wp_status put_cron_job(struct wp_buf *text, struct wp_context *context,
                                   struct wp_error *error)
{
    struct wp_arena *arena = wp_arena_new(1024);
    struct wp_letter_job job;
    enum wp_status status = wp_letter_job_make(&job, context, arena, error);

    if (status != WP_OK)
        goto out;
    if (wp_given(&context->arguments, WP_OPT_SYSTEMD)) {
        wp_crontab_systemd_units(text, &job);
    } else {
        wp_crontab_line(text, &job);
        wp_buf_putc(text, '\n');
        wp_context_put_note(
            context,
            wp_str("weekplan: this line is not in the crontab (weekplan cron install adds it)\n"));
    }
    remark_cron_week(context, job.kind, wp_str(job.week), job.week_start);
out:
    wp_arena_free(arena);
    return status;
}

/* Whether the command line has an option that changes the line in the crontab. */
static bool is_line_described(const struct wp_arguments *arguments)
{
    return wp_given(arguments, WP_OPT_AT) || wp_given(arguments, WP_OPT_CATCH_UP) ||
           wp_given(arguments, WP_OPT_TO_ADDRESS) || wp_given(arguments, WP_OPT_FROM) ||
           wp_given(arguments, WP_OPT_SYSTEMD) ||
           (wp_given(arguments, WP_OPT_ASK) && wp_given(arguments, WP_OPT_WEEK));
}

/* Print weekplan's lines in the crontab, or, without one, the line that `install` would add. With
 * --systemd print units of systemd. */
static enum wp_status show_line(struct wp_context *context, struct wp_error *error)
{
    struct wp_buf crontab = WP_BUF_INIT;
    struct wp_buf text = WP_BUF_INIT;
    struct cron_kinds kinds;
    enum wp_status status = find_kinds(&kinds, context, error);

    if (status == WP_OK && !is_line_described(&context->arguments)) {
        status = wp_user_crontab_read(context, &crontab, error);
        if (status == WP_OK)
            status = put_cron_lines(&text, context, wp_buf_str(&crontab), kinds, error);
    }
    if (status == WP_OK && text.length == 0)
        status = put_cron_job(&text, context, error);
    if (status == WP_OK)
        wp_context_put_bytes(&context->out, wp_buf_str(&text));
    wp_buf_free(&text);
    wp_buf_free(&crontab);
    return status;
}

static const struct {
    const char *name;
    enum wp_status (*run)(struct wp_context *context, struct wp_error *error);
    bool changes; /* whether the action changes the crontab; then --quiet removes its result */
} actions[] = {
    {"install", install_line, true}, {"show", show_line, false}, {"remove", remove_line, true}};

/* Return WP_USAGE for an option that the action would ignore. */
static enum wp_status check_action_options(const struct wp_arguments *arguments, const char *action,
                                           struct wp_error *error)
{
    static const enum wp_option_id of_line[] = {WP_OPT_AT, WP_OPT_CATCH_UP, WP_OPT_TO_ADDRESS,
                                                WP_OPT_FROM};
    bool removes = strcmp(action, "remove") == 0;

    if (wp_given(arguments, WP_OPT_SYSTEMD) && strcmp(action, "show") != 0)
        return wp_error_set(error, WP_USAGE,
                            "--systemd is only for show (weekplan cron show --systemd)");
    if (wp_given(arguments, WP_OPT_SYSTEMD) && wp_given(arguments, WP_OPT_CATCH_UP))
        return wp_error_set(error, WP_USAGE,
                            "--catch-up is only for cron: a timer of systemd always catches up "
                            "(leave it out)");
    for (size_t i = 0; removes && i < sizeof of_line / sizeof of_line[0]; i++)
        if (wp_given(arguments, of_line[i]))
            return wp_error_set(error, WP_USAGE,
                                "%s is only for install and show (remove takes --week this, "
                                "--week last or --ask)",
                                wp_options[of_line[i]].name);
    if (removes && wp_given(arguments, WP_OPT_ASK) && wp_given(arguments, WP_OPT_WEEK))
        return wp_error_set(error, WP_USAGE,
                            "--ask and --week name two letters (remove one after the other)");
    return WP_OK;
}

static enum wp_status run_cron(struct wp_context *context, struct wp_error *error)
{
    const char *name = context->arguments.words[0];
    enum wp_status status = check_action_options(&context->arguments, name, error);

    if (status != WP_OK)
        return status;
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
        if (strcmp(actions[i].name, name) != 0)
            continue;
        status = actions[i].run(context, error);
        if (actions[i].changes && context->quiet)
            wp_buf_clear(&context->out);
        if (actions[i].changes)
            wp_context_fold_result(context);
        return status;
    }
    return wp_error_set(error, WP_USAGE, "cron takes install, show or remove, not '%s'", name);
}

const struct wp_command wp_cmd_cron = {
    .name = "cron",
    .group = WP_GROUP_LETTER,
    .summary = "send a letter every week",
    .arguments = "install|show|remove",
    .examples = "weekplan cron install              # every Monday at 08:00\n"
                "weekplan cron install --at 'fri 17:30'   # about the running week\n"
                "weekplan cron install --ask        # asks for the review, before the week ends\n"
                "weekplan cron install --catch-up   # a machine that is often off\n"
                "weekplan cron show                 # the lines\n"
                "weekplan cron remove               # all of them\n"
                "weekplan cron remove -w this       # only that about the running week\n",
    .details =
        "install adds a line to your crontab that runs weekplan mail --once. There is one line "
        "for each letter: about last week, about the running week, and the one that asks for the "
        "review (--ask). install replaces the line of the same letter, and all other lines stay. "
        "The time decides which week the letter is about: on the last three days of the week it "
        "is the running week (-w this), else last week (-w last). --week and --ask take "
        "precedence. Without --at the letter about last week is sent on Monday at 08:00, that "
        "about the running week on the first of its last three days at 08:00, and that which "
        "asks for the review on the last day at 17:00.\n"
        "show prints the lines in your crontab, or the line that install would add, and tells "
        "which week the letter is about. remove removes all lines, or that of the letter which "
        "--week or --ask names.\n"
        "The old crontab is copied first, and the path of the copy is printed. A crontab that "
        "is larger than 1 MiB, or that crontab does not print whole, is not changed.\n"
        "show --systemd prints a service and a timer that do the same without cron.",
    .options = (const enum wp_option_id[]){WP_OPT_AT, WP_OPT_ASK, WP_OPT_TO_ADDRESS, WP_OPT_FROM,
                                           WP_OPT_CATCH_UP, WP_OPT_SYSTEMD, WP_OPT_COUNT},
    .words_min = 1,
    .words_max = 1,
    .candidates = "install show remove",
    .plan = WP_PLAN_FILE,
    .pages = true,
    .run = run_cron,
};
