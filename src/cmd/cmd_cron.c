/* `cron`: the line in the user's crontab that sends the weekly letter. */
#include <stdlib.h>
#include <string.h>

#include "cmd/command.h"
#include "cmd/crontab.h"
#include "cmd/external_command.h"
#include "cmd/recipients.h"
#include "cmd/user_crontab.h"
#include "os/real_path.h"

#define DEFAULT_TIME "mon 08:00"

/* Environment variables with the directories of weekplan's files. The line in the crontab sets
 * them. */
static const char *const variables[] = {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"};

enum { VARIABLE_COUNT = sizeof variables / sizeof variables[0] };

/* A job, and the strings that it borrows. */
struct owned_job {
    struct wp_cron_job job;
    const char *environment[2 * VARIABLE_COUNT + 1];
    char *program; /* owned */
    char *plan;    /* owned */
};

static void free_job(struct owned_job *owned)
{
    free(owned->program);
    free(owned->plan);
}

/* Return WP_USAGE if the text cannot be in a crontab, WP_IO if `text` is NULL. `what` is the name
 * of the text in the message. */
static enum wp_status check_text(const char *text, const char *what, struct wp_error *error)
{
    const char *problem = text != NULL ? wp_crontab_problem(text) : NULL;

    if (text == NULL)
        return wp_error_set(error, WP_IO, "cannot find the absolute path of %s", what);
    return problem == NULL ? WP_OK
                           : wp_error_set(error, WP_USAGE, "%s: '%s' %s", what, text, problem);
}

/* Add the environment variables that are absolute paths to the job. */
static enum wp_status find_environment(struct owned_job *owned, struct wp_error *error)
{
    enum wp_status status = WP_OK;
    size_t count = 0;

    for (size_t i = 0; status == WP_OK && i < VARIABLE_COUNT; i++) {
        const char *value = getenv(variables[i]);

        if (value == NULL || value[0] != '/')
            continue;
        status = check_text(value, variables[i], error);
        owned->environment[count++] = variables[i];
        owned->environment[count++] = value;
    }
    owned->job.environment = owned->environment;
    return status;
}

/* Make the job from the plan and the options of the command line. */
static enum wp_status make_job(struct owned_job *owned, const struct wp_context *context,
                               struct wp_error *error)
{
    const char *at = wp_given_value(&context->arguments, WP_OPT_AT);
    enum wp_status status;

    *owned =
        (struct owned_job){.job = {.catch_up = wp_given(&context->arguments, WP_OPT_CATCH_UP)}};
    if (!wp_weekly_time_parse(wp_str(at != NULL ? at : DEFAULT_TIME), &owned->job.time))
        return wp_error_set(error, WP_USAGE, "--at takes a day and a time such as '%s', not '%s'",
                            DEFAULT_TIME, at);
    owned->program = wp_path_of_program(context->program);
    owned->plan = wp_path_absolute(context->plan_path);
    status = check_text(owned->program, "weekplan", error);
    if (status == WP_OK)
        status = check_text(owned->plan, "the plan", error);
    if (status == WP_OK)
        status = find_environment(owned, error);
    owned->job.program = owned->program;
    owned->job.plan = owned->plan;
    return status;
}

static void print_installed(struct wp_context *context, const struct wp_cron_job *job)
{
    wp_buf_puts(&context->out, "the letter is sent every ");
    wp_weekly_time_format(&context->out, &job->time);
    wp_buf_puts(&context->out,
                job->catch_up ? ", or as soon as the machine is on after that\n" : "\n");
}

static enum wp_status install_line(struct wp_context *context, struct wp_error *error)
{
    struct wp_buf crontab = WP_BUF_INIT;
    struct wp_buf changed = WP_BUF_INIT;
    struct wp_buf line = WP_BUF_INIT;
    struct owned_job owned = {.plan = NULL};
    enum wp_status status = wp_recipients_check(context, error);

    /* Report now the errors that the job would have every week. */
    if (status == WP_OK)
        status = wp_external_command_check_mail(context, error);
    if (status == WP_OK)
        status = make_job(&owned, context, error);
    if (status == WP_OK)
        status = wp_user_crontab_read(context, &crontab, error);
    if (status != WP_OK)
        goto out;
    wp_crontab_line(&line, &owned.job);
    wp_crontab_install(&changed, wp_buf_str(&crontab), wp_buf_str(&line));
    if (!wp_str_equal(wp_buf_str(&changed), wp_buf_str(&crontab)))
        status = wp_user_crontab_replace(context, &crontab, &changed, error);
    if (status == WP_OK)
        print_installed(context, &owned.job);
out:
    free_job(&owned);
    wp_buf_free(&line);
    wp_buf_free(&changed);
    wp_buf_free(&crontab);
    return status;
}

static enum wp_status remove_line(struct wp_context *context, struct wp_error *error)
{
    struct wp_buf crontab = WP_BUF_INIT;
    struct wp_buf changed = WP_BUF_INIT;
    enum wp_status status = wp_user_crontab_read(context, &crontab, error);

    if (status == WP_OK && wp_crontab_find(wp_buf_str(&crontab)).length == 0) {
        wp_buf_puts(&context->out, "the crontab has no line of weekplan\n");
    } else if (status == WP_OK) {
        wp_crontab_remove(&changed, wp_buf_str(&crontab));
        status = wp_user_crontab_replace(context, &crontab, &changed, error);
        if (status == WP_OK)
            wp_buf_puts(&context->out, "the letter is no longer sent\n");
    }
    wp_buf_free(&changed);
    wp_buf_free(&crontab);
    return status;
}

/* Print weekplan's line in the crontab, or, without one, the line that `install` would add. With
 * --systemd print units of systemd. */
static enum wp_status show_line(struct wp_context *context, struct wp_error *error)
{
    bool asked =
        wp_given(&context->arguments, WP_OPT_AT) || wp_given(&context->arguments, WP_OPT_CATCH_UP);
    bool units = wp_given(&context->arguments, WP_OPT_SYSTEMD);
    struct wp_buf crontab = WP_BUF_INIT;
    struct wp_buf text = WP_BUF_INIT;
    struct owned_job owned = {.plan = NULL};
    enum wp_status status = make_job(&owned, context, error);
    struct wp_str line = {NULL, 0};

    if (status == WP_OK && !asked && !units)
        status = wp_user_crontab_read(context, &crontab, error);
    if (status != WP_OK)
        goto out;
    line = wp_crontab_find(wp_buf_str(&crontab));
    if (units) {
        wp_crontab_systemd_units(&text, &owned.job);
    } else if (line.length > 0) {
        wp_buf_append(&text, line);
        wp_buf_putc(&text, '\n');
    } else {
        wp_crontab_line(&text, &owned.job);
        wp_buf_putc(&text, '\n');
        wp_context_put_note(
            context,
            wp_str("weekplan: this line is not in the crontab (weekplan cron install adds it)\n"));
    }
    wp_context_put_bytes(context, wp_buf_str(&text));
out:
    free_job(&owned);
    wp_buf_free(&text);
    wp_buf_free(&crontab);
    return status;
}

static const struct {
    const char *name;
    enum wp_status (*run)(struct wp_context *context, struct wp_error *error);
} actions[] = {{"install", install_line}, {"show", show_line}, {"remove", remove_line}};

static enum wp_status run_cron(struct wp_context *context, struct wp_error *error)
{
    const char *name = context->arguments.words[0];

    if (wp_given(&context->arguments, WP_OPT_SYSTEMD) && strcmp(name, "show") != 0)
        return wp_error_set(error, WP_USAGE,
                            "--systemd is only for show (weekplan cron show --systemd)");
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++)
        if (strcmp(actions[i].name, name) == 0)
            return actions[i].run(context, error);
    return wp_error_set(error, WP_USAGE, "cron takes install, show or remove, not '%s'", name);
}

const struct wp_command wp_cmd_cron = {
    .name = "cron",
    .group = WP_GROUP_LETTER,
    .summary = "send the letter every Monday",
    .arguments = "install|show|remove",
    .examples = "weekplan cron install              # every Monday at 08:00\n"
                "weekplan cron install --at 'fri 17:30'\n"
                "weekplan cron install --catch-up   # a machine that is often off\n"
                "weekplan cron show                 # the line\n"
                "weekplan cron remove\n",
    .details =
        "install adds a line to your crontab that runs weekplan mail --once. It replaces an "
        "earlier line of weekplan, and all other lines stay. show prints the line in your "
        "crontab, or the line that install would add. remove removes it.\n"
        "The old crontab is copied first, and the path of the copy is printed. A crontab that "
        "is larger than 1 MiB, or that crontab does not print whole, is not changed.\n"
        "show --systemd prints a service and a timer that do the same without cron.",
    .options =
        (const enum wp_option_id[]){WP_OPT_AT, WP_OPT_CATCH_UP, WP_OPT_SYSTEMD, WP_OPT_COUNT},
    .words_min = 1,
    .words_max = 1,
    .candidates = "install show remove",
    .plan = WP_PLAN_FILE,
    .run = run_cron,
};
