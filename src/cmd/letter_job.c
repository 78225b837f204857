#include "cmd/letter_job.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/plan_input.h"
#include "cmd/recipients.h"
#include "os/real_path.h"
#include "plan/item_value.h"

/* Environment variables with the directories of weekplan's files. The line in the crontab sets
 * them. */
static const char *const variables[] = {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"};

enum {
    VARIABLE_COUNT = sizeof variables / sizeof variables[0],
    /* Times of letters without --at, as minutes of the day. */
    MORNING = 8 * 60,
    AFTERNOON = 17 * 60,
    FIRST_OF_LAST_DAYS = 4 /* number of days after the first day of a week */
};

const char *wp_letter_job_problem(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < ' ' || *text == 0x7F)
            return "holds a control character, which is not allowed there";
        /* Refuse a backslash: versions of cron treat it differently. */
        if (*text == '\\')
            return "holds a backslash, which is not allowed there";
    }
    return NULL;
}

/* Return WP_USAGE if the text cannot be in a crontab. `what` is the name of the text in the
 * message. */
static enum wp_status check_text(const char *text, const char *what, struct wp_error *error)
{
    const char *problem = wp_letter_job_problem(text);

    return problem == NULL ? WP_OK
                           : wp_error_set(error, WP_USAGE, "%s: '%s' %s", what, text, problem);
}

/* Move `path`, which may be NULL, into the arena. Return WP_IO if it is NULL, and WP_USAGE if it
 * cannot be in a crontab. */
static enum wp_status take_path(const char **member, char *path, const char *what,
                                struct wp_arena *arena, struct wp_error *error)
{
    if (path == NULL)
        return wp_error_set(error, WP_IO, "cannot find the absolute path of %s", what);
    *member = wp_arena_copy(arena, wp_str(path)).data;
    free(path);
    return check_text(*member, what, error);
}

/* Add the environment variables that are absolute paths to the job. */
static enum wp_status find_environment(struct wp_letter_job *job, struct wp_arena *arena,
                                       struct wp_error *error)
{
    const char **environment = wp_arena_array(arena, 2 * VARIABLE_COUNT + 1, sizeof *environment);
    enum wp_status status = WP_OK;
    size_t count = 0;

    for (size_t i = 0; status == WP_OK && i < VARIABLE_COUNT; i++) {
        const char *value = getenv(variables[i]);

        if (value == NULL || value[0] != '/')
            continue;
        status = check_text(value, variables[i], error);
        environment[count++] = variables[i];
        environment[count++] = value;
    }
    environment[count] = NULL;
    job->environment = environment;
    return status;
}

/* Add the sender and the recipients of the command line to the job. */
static enum wp_status find_addresses(struct wp_letter_job *job, const struct wp_context *context,
                                     struct wp_arena *arena, struct wp_error *error)
{
    const struct wp_arguments *arguments = &context->arguments;

    job->from = wp_given_value(arguments, WP_OPT_FROM);
    for (size_t i = 0; i < arguments->option_count; i++) {
        struct wp_str value = wp_str(arguments->options[i].value);

        if (arguments->options[i].id == WP_OPT_TO_ADDRESS && !wp_list_has(&job->to, value))
            wp_list_extend(&job->to, value, arena);
    }
    return job->from != NULL || job->to.count > 0 ? wp_recipients_check(context, error) : WP_OK;
}

enum wp_status wp_letter_job_kind(const struct wp_context *context, enum wp_letter_kind *kind,
                                  bool *named, struct wp_error *error)
{
    const char *week = wp_given_value(&context->arguments, WP_OPT_WEEK);
    bool ask = wp_given(&context->arguments, WP_OPT_ASK);

    *kind = ask ? WP_LETTER_ASK : WP_LETTER_LAST_WEEK;
    *named = ask || week != NULL;
    if (week == NULL || strcmp(week, "last") == 0)
        return WP_OK;
    if (strcmp(week, "this") != 0)
        return wp_error_set(error, WP_USAGE,
                            "--week takes this or last for a letter of every week, not '%s'", week);
    *kind = ask ? WP_LETTER_ASK : WP_LETTER_THIS_WEEK;
    return WP_OK;
}

/* Return the time of a letter without --at. */
static struct wp_weekly_time usual_time(enum wp_letter_kind kind, enum wp_weekday week_start)
{
    const struct wp_weekly_time times[WP_LETTER_KINDS] = {
        [WP_LETTER_LAST_WEEK] = {WP_MONDAY, MORNING},
        [WP_LETTER_THIS_WEEK] = {(week_start + FIRST_OF_LAST_DAYS) % WP_DAYS_OF_WEEK, MORNING},
        [WP_LETTER_ASK] = {(week_start + WP_DAYS_OF_WEEK - 1) % WP_DAYS_OF_WEEK, AFTERNOON}};

    return times[kind];
}

/* Find the time and the kind of the letter. */
static enum wp_status find_time(struct wp_letter_job *job, const struct wp_context *context,
                                struct wp_error *error)
{
    const char *at = wp_given_value(&context->arguments, WP_OPT_AT);
    bool named;
    enum wp_status status = wp_letter_job_kind(context, &job->kind, &named, error);

    if (status == WP_OK)
        status = wp_plan_input_file_weekday(context, &job->week_start, error);
    if (status != WP_OK)
        return status;
    job->time = usual_time(job->kind, job->week_start);
    if (at != NULL && !wp_weekly_time_parse(wp_str(at), &job->time))
        return wp_error_set(error, WP_USAGE,
                            "--at takes a day and a time such as 'mon 08:00', not '%s'", at);
    if (!named && wp_weekday_ends_week(job->time.weekday, job->week_start))
        job->kind = WP_LETTER_THIS_WEEK;
    job->week = wp_given_value(&context->arguments, WP_OPT_WEEK);
    if (job->week == NULL && job->kind != WP_LETTER_ASK)
        job->week = wp_letter_kind_word(job->kind);
    return WP_OK;
}

enum wp_status wp_letter_job_make(struct wp_letter_job *job, const struct wp_context *context,
                                  struct wp_arena *arena, struct wp_error *error)
{
    enum wp_status status;

    *job = (struct wp_letter_job){.catch_up = wp_given(&context->arguments, WP_OPT_CATCH_UP)};
    status = find_time(job, context, error);
    if (status == WP_OK)
        status = find_addresses(job, context, arena, error);
    if (status == WP_OK)
        status = take_path(&job->program, wp_path_of_program(context->program), "weekplan", arena,
                           error);
    if (status == WP_OK)
        status =
            take_path(&job->plan, wp_path_absolute(context->plan_path), "the plan", arena, error);
    return status == WP_OK ? find_environment(job, arena, error) : status;
}
