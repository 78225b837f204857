/* weekplan cron: the line of the Monday letter in the user's crontab. */
#include <stdlib.h>
#include <string.h>

#include "cmd/command.h"
#include "cmd/crontab.h"
#include "cmd/external.h"
#include "cmd/recipients.h"
#include "os/lock.h"
#include "os/path.h"
#include "os/process.h"
#include "os/state_file.h"
#include "render/escape.h"

#define MOMENT_DEFAULT "mon 08:00"
#define COPY_NAME      "crontab"

enum { LOCK_MILLISECONDS = 30000 };

/* The variables that say where weekplan finds its files. */
static const char *const carried[] = {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"};

enum { CARRIED_COUNT = sizeof carried / sizeof carried[0] };

/* What is to be run, and what it is made of. */
struct plan_of_job {
    struct wp_cron_job job;
    const char *environment[2 * CARRIED_COUNT + 1];
    char *program; /* owned */
    char *plan;    /* owned */
};

static void free_job(struct plan_of_job *made)
{
    free(made->program);
    free(made->plan);
}

static enum wp_status check_text(const char *text, const char *what, struct wp_error *error)
{
    const char *problem = text != NULL ? wp_crontab_problem(text) : NULL;

    if (text == NULL)
        return wp_error_set(error, WP_IO, "cannot tell the whole path of %s", what);
    return problem == NULL ? WP_OK
                           : wp_error_set(error, WP_USAGE, "%s: '%s' %s", what, text, problem);
}

static enum wp_status find_environment(struct plan_of_job *made, struct wp_error *error)
{
    enum wp_status status = WP_OK;
    size_t count = 0;

    for (size_t i = 0; status == WP_OK && i < CARRIED_COUNT; i++) {
        const char *value = getenv(carried[i]);

        if (value == NULL || value[0] != '/')
            continue;
        status = check_text(value, carried[i], error);
        made->environment[count++] = carried[i];
        made->environment[count++] = value;
    }
    made->job.environment = made->environment;
    return status;
}

static enum wp_status make_job(struct plan_of_job *made, const struct wp_context *context,
                               struct wp_error *error)
{
    const char *at = wp_given_value(&context->arguments, WP_OPT_AT);
    enum wp_status status;

    *made =
        (struct plan_of_job){.job = {.catch_up = wp_given(&context->arguments, WP_OPT_CATCH_UP)}};
    if (!wp_weekly_time_parse(wp_str(at != NULL ? at : MOMENT_DEFAULT), &made->job.moment))
        return wp_error_set(error, WP_USAGE, "--at takes a day and a time such as '%s', not '%s'",
                            MOMENT_DEFAULT, at);
    made->program = wp_path_of_program(context->program);
    made->plan = wp_path_absolute(context->plan_path);
    status = check_text(made->program, "weekplan", error);
    if (status == WP_OK)
        status = check_text(made->plan, "the plan", error);
    if (status == WP_OK)
        status = find_environment(made, error);
    made->job.program = made->program;
    made->job.plan = made->plan;
    return status;
}

/* What crontab(1) says goes on to the user, and is no error then. */
static enum wp_status crontab_failed(struct wp_context *context, const struct wp_process *spawn,
                                     struct wp_error *error)
{
    wp_escape_prose(&context->err, wp_str_trim(wp_buf_str(&spawn->err)));
    wp_buf_puts(&context->err, spawn->err.length > 0 ? "\n" : "");
    return wp_error_set(error, WP_MAILER, "crontab failed with exit code %d", spawn->exit_code);
}

/* Runs crontab(1), with `argument`, which reads `input`. */
static enum wp_status run_crontab(struct wp_process *spawn, char *argument, struct wp_str input,
                                  struct wp_error *error)
{
    static const char *const nowhere_else[] = {NULL};
    char name[] = "crontab";
    char *const argv[] = {name, argument, NULL};
    enum wp_status status;

    *spawn = (struct wp_process){
        .name = "crontab", .first = nowhere_else, .argv = argv, .input = input, .whole = true};
    status = wp_process_run(spawn, error);
    if (status == WP_MISSING)
        status = wp_error_set(error, WP_MAILER,
                              "there is no crontab here (install cron, or see weekplan cron show "
                              "--systemd)");
    return status;
}

/* Nobody has a crontab from the start; crontab(1) calls that an error. */
static bool is_none(const struct wp_process *spawn)
{
    return spawn->out.length == 0 && spawn->err.data != NULL &&
           (strstr(spawn->err.data, "no crontab for") != NULL ||
            strstr(spawn->err.data, "No such file") != NULL);
}

static enum wp_status fail_large(struct wp_error *error)
{
    return wp_error_set(
        error, WP_MAILER,
        "the crontab is larger than 1 MiB, and stays as it is (put what weekplan cron "
        "show --at '" MOMENT_DEFAULT "' prints into it with crontab -e)");
}

static enum wp_status read_crontab(struct wp_context *context, struct wp_buf *crontab,
                                   struct wp_error *error)
{
    char list[] = "-l";
    struct wp_process spawn;
    enum wp_status status = run_crontab(&spawn, list, wp_str(""), error);

    if (status == WP_OK && spawn.cut)
        status = fail_large(error);
    else if (status == WP_OK && spawn.exit_code == 0)
        wp_buf_append(crontab, wp_buf_str(&spawn.out));
    else if (status == WP_OK && !is_none(&spawn))
        status = crontab_failed(context, &spawn, error);
    wp_buf_free(&spawn.out);
    wp_buf_free(&spawn.err);
    return crontab->failed ? wp_error_set_no_memory(error) : status;
}

static enum wp_status write_crontab(struct wp_context *context, const struct wp_buf *crontab,
                                    struct wp_error *error)
{
    char from_input[] = "-";
    struct wp_process spawn;
    enum wp_status status;

    if (crontab->failed)
        return wp_error_set_no_memory(error);
    status = run_crontab(&spawn, from_input, wp_buf_str(crontab), error);
    if (status == WP_OK && spawn.exit_code != 0)
        status = crontab_failed(context, &spawn, error);
    wp_buf_free(&spawn.out);
    wp_buf_free(&spawn.err);
    return status;
}

/* A crontab ends with a line break: no crontab(1) that we know takes another one. */
static enum wp_status check_whole(const struct wp_buf *crontab, struct wp_error *error)
{
    if (crontab->length == 0 || crontab->data[crontab->length - 1] == '\n')
        return WP_OK;
    return wp_error_set(
        error, WP_MAILER,
        "the last line that crontab -l prints has no end, so it may not be all; the "
        "crontab stays as it is (look at it with crontab -e)");
}

/* A second look, just before it is changed. */
static enum wp_status cmd_cron_check_unchanged(struct wp_context *context,
                                               const struct wp_buf *before, struct wp_error *error)
{
    struct wp_buf again = WP_BUF_INIT;
    enum wp_status status = read_crontab(context, &again, error);

    if (status == WP_OK && !wp_str_equal(wp_buf_str(&again), wp_buf_str(before)))
        status =
            wp_error_set(error, WP_BUSY,
                         "crontab -l does not print the same twice; the crontab stays as it is "
                         "(try again)");
    wp_buf_free(&again);
    return status;
}

/* Whether what was meant is there now; `copy` has what was there before. */
static enum wp_status check_installed(struct wp_context *context, const struct wp_buf *meant,
                                      const struct wp_state_file *copy, struct wp_error *error)
{
    struct wp_buf shown = WP_BUF_INIT;
    enum wp_status status = read_crontab(context, &shown, error);

    if (status != WP_OK)
        status = wp_error_set(error, status,
                              "whether the crontab is as it was meant cannot be told: %s (what was "
                              "there is in %s)",
                              error->message, copy->name.data);
    else if (!wp_crontab_agrees(wp_buf_str(&shown), wp_buf_str(meant)))
        status =
            wp_error_set(error, WP_IO,
                         "the crontab is not as it was meant (look at it with crontab -l; what was "
                         "there is in %s)",
                         copy->name.data);
    wp_buf_free(&shown);
    return status;
}

/* Opens the copy, locks its directory, and writes what is in the crontab into it. */
static enum wp_status keep_copy(struct wp_state_file *copy, const struct wp_buf *crontab,
                                struct wp_error *error)
{
    enum wp_status status = wp_state_file_open(copy, COPY_NAME, true, error);

    if (status == WP_OK)
        status = wp_lock_directory(copy->path.directory, LOCK_MILLISECONDS, copy->name.data, error);
    if (status == WP_OK)
        status = wp_state_file_replace(copy, wp_buf_str(crontab), error);
    if (status != WP_OK)
        status = wp_error_set(error, status, "no copy of the crontab can be kept, so it stays: %s",
                              error->message);
    return status;
}

/* Puts `after` into the place of `before`, of which a copy stays. */
static enum wp_status change_crontab(struct wp_context *context, const struct wp_buf *before,
                                     const struct wp_buf *after, struct wp_error *error)
{
    struct wp_state_file copy = {.path = {.directory = -1}, .fd = -1};
    enum wp_status status =
        after->failed ? wp_error_set_no_memory(error) : check_whole(before, error);

    if (status == WP_OK && after->length > WP_PROCESS_OUTPUT_MAX)
        status = fail_large(error);
    if (status == WP_OK)
        status = keep_copy(&copy, before, error);
    if (status == WP_OK)
        status = cmd_cron_check_unchanged(context, before, error);
    if (status == WP_OK)
        status = write_crontab(context, after, error);
    if (status == WP_OK)
        status = check_installed(context, after, &copy, error);
    if (status == WP_OK && before->length > 0) {
        wp_buf_puts(&context->out, "the crontab as it was is in ");
        wp_escape_line(&context->out, wp_buf_str(&copy.name));
        wp_buf_putc(&context->out, '\n');
    }
    wp_state_file_close(&copy);
    return status;
}

static void say_installed(struct wp_context *context, const struct wp_cron_job *job)
{
    wp_buf_puts(&context->out, "the letter goes out every ");
    wp_weekly_time_format(&context->out, &job->moment);
    wp_buf_puts(&context->out,
                job->catch_up ? ", or as soon as the machine is on after that\n" : "\n");
}

static enum wp_status install(struct wp_context *context, struct wp_error *error)
{
    struct wp_buf crontab = WP_BUF_INIT;
    struct wp_buf changed = WP_BUF_INIT;
    struct wp_buf line = WP_BUF_INIT;
    struct plan_of_job made = {.plan = NULL};
    enum wp_status status = wp_recipients_check(context, error);

    /* What would fail on Monday is better said now. */
    if (status == WP_OK)
        status = wp_external_check_mail(context, error);
    if (status == WP_OK)
        status = make_job(&made, context, error);
    if (status == WP_OK)
        status = read_crontab(context, &crontab, error);
    if (status != WP_OK)
        goto out;
    wp_crontab_line(&line, &made.job);
    wp_crontab_install(&changed, wp_buf_str(&crontab), wp_buf_str(&line));
    changed.failed = changed.failed || line.failed;
    if (changed.failed || !wp_str_equal(wp_buf_str(&changed), wp_buf_str(&crontab)))
        status = change_crontab(context, &crontab, &changed, error);
    if (status == WP_OK)
        say_installed(context, &made.job);
out:
    free_job(&made);
    wp_buf_free(&line);
    wp_buf_free(&changed);
    wp_buf_free(&crontab);
    return status;
}

static enum wp_status cmd_cron_take_out(struct wp_context *context, struct wp_error *error)
{
    struct wp_buf crontab = WP_BUF_INIT;
    struct wp_buf changed = WP_BUF_INIT;
    enum wp_status status = read_crontab(context, &crontab, error);

    if (status == WP_OK && wp_crontab_find(wp_buf_str(&crontab)).length == 0) {
        wp_buf_puts(&context->out, "the crontab has no line of weekplan\n");
    } else if (status == WP_OK) {
        wp_crontab_remove(&changed, wp_buf_str(&crontab));
        status = change_crontab(context, &crontab, &changed, error);
        if (status == WP_OK)
            wp_buf_puts(&context->out, "the letter goes out no more\n");
    }
    wp_buf_free(&changed);
    wp_buf_free(&crontab);
    return status;
}

/* The line that is there, else the one that `install` would put there. */
static enum wp_status cmd_cron_show(struct wp_context *context, struct wp_error *error)
{
    bool asked =
        wp_given(&context->arguments, WP_OPT_AT) || wp_given(&context->arguments, WP_OPT_CATCH_UP);
    bool units = wp_given(&context->arguments, WP_OPT_SYSTEMD);
    struct wp_buf crontab = WP_BUF_INIT;
    struct wp_buf shown = WP_BUF_INIT;
    struct plan_of_job made = {.plan = NULL};
    enum wp_status status = make_job(&made, context, error);
    struct wp_str line = {NULL, 0};

    if (status == WP_OK && !asked && !units)
        status = read_crontab(context, &crontab, error);
    if (status != WP_OK)
        goto out;
    line = wp_crontab_find(wp_buf_str(&crontab));
    if (units) {
        wp_crontab_systemd_units(&shown, &made.job);
    } else if (line.length > 0) {
        wp_buf_append(&shown, line);
        wp_buf_putc(&shown, '\n');
    } else {
        wp_crontab_line(&shown, &made.job);
        wp_buf_putc(&shown, '\n');
        wp_buf_puts(&context->err,
                    "weekplan: this line is not in the crontab (weekplan cron install "
                    "puts it there)\n");
    }
    wp_context_put_bytes(context, wp_buf_str(&shown));
    context->out.failed = context->out.failed || shown.failed;
out:
    free_job(&made);
    wp_buf_free(&shown);
    wp_buf_free(&crontab);
    return status;
}

static const struct {
    const char *name;
    enum wp_status (*run)(struct wp_context *context, struct wp_error *error);
} actions[] = {{"install", install}, {"show", cmd_cron_show}, {"remove", cmd_cron_take_out}};

static enum wp_status run_cron(struct wp_context *context, struct wp_error *error)
{
    const char *name = context->arguments.words[0];

    if (wp_given(&context->arguments, WP_OPT_SYSTEMD) && strcmp(name, "show") != 0)
        return wp_error_set(error, WP_USAGE,
                            "--systemd only shows what systemd would want (weekplan cron show "
                            "--systemd)");
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
