#include "cmd/user_crontab.h"

#include <string.h>

#include "cmd/crontab.h"
#include "os/directory_lock.h"
#include "os/process.h"
#include "os/state_file.h"
#include "render/escape.h"

#define COPY_NAME "crontab"

enum { LOCK_MILLISECONDS = 30000 };

/* Return the error of a crontab(1) that failed, and append its error output to context->err. */
static enum wp_status crontab_failed(struct wp_context *context, const struct wp_process *process,
                                     struct wp_error *error)
{
    wp_escape_prose(&context->err, wp_str_trim(wp_buf_str(&process->err)));
    wp_buf_puts(&context->err, process->err.length > 0 ? "\n" : "");
    return wp_error_set(error, WP_UNAVAILABLE, "crontab failed with exit code %d",
                        process->exit_code);
}

/* Run crontab(1) with one argument, and with `input` as its standard input. */
static enum wp_status run_crontab(struct wp_process *process, char *argument, struct wp_str input,
                                  struct wp_error *error)
{
    static const char *const nowhere_else[] = {NULL};
    char name[] = "crontab";
    char *const argv[] = {name, argument, NULL};
    enum wp_status status;

    *process = (struct wp_process){
        .name = "crontab", .first = nowhere_else, .argv = argv, .input = input, .whole = true};
    status = wp_process_run(process, error);
    if (status == WP_MISSING)
        status = wp_error_set(error, WP_UNAVAILABLE,
                              "there is no crontab here (install cron, or see weekplan cron show "
                              "--systemd)");
    return status;
}

/* Whether crontab(1) failed because the user has no crontab. */
static bool has_no_crontab(const struct wp_process *process)
{
    return process->out.length == 0 && process->err.data != NULL &&
           (strstr(process->err.data, "no crontab for") != NULL ||
            strstr(process->err.data, "No such file") != NULL);
}

/* Return the error that the crontab is too large to be read. */
static enum wp_status fail_large(struct wp_error *error)
{
    return wp_error_set(error, WP_UNAVAILABLE,
                        "the crontab is larger than 1 MiB, and is not changed (add the line of "
                        "weekplan cron show --at 'mon 08:00' with crontab -e)");
}

enum wp_status wp_user_crontab_read(struct wp_context *context, struct wp_buf *crontab,
                                    struct wp_error *error)
{
    char list[] = "-l";
    struct wp_process process;
    enum wp_status status = run_crontab(&process, list, wp_str(""), error);

    if (status == WP_OK && process.cut)
        status = fail_large(error);
    else if (status == WP_OK && process.exit_code == 0)
        wp_buf_append(crontab, wp_buf_str(&process.out));
    else if (status == WP_OK && !has_no_crontab(&process))
        status = crontab_failed(context, &process, error);
    wp_buf_free(&process.out);
    wp_buf_free(&process.err);
    return status;
}

static enum wp_status write_crontab(struct wp_context *context, const struct wp_buf *crontab,
                                    struct wp_error *error)
{
    char from_input[] = "-";
    struct wp_process process;
    enum wp_status status;

    status = run_crontab(&process, from_input, wp_buf_str(crontab), error);
    if (status == WP_OK && process.exit_code != 0)
        status = crontab_failed(context, &process, error);
    wp_buf_free(&process.out);
    wp_buf_free(&process.err);
    return status;
}

/* Return WP_UNAVAILABLE if the last line has no line break. crontab(1) never installs such a
 * crontab, so the end of the crontab was lost while reading. */
static enum wp_status check_whole(const struct wp_buf *crontab, struct wp_error *error)
{
    if (crontab->length == 0 || crontab->data[crontab->length - 1] == '\n')
        return WP_OK;
    return wp_error_set(error, WP_UNAVAILABLE,
                        "the last line of crontab -l has no line break, so lines may be missing; "
                        "the crontab is not changed (look at it with crontab -e)");
}

/* Return WP_BUSY if the crontab was changed after it was read. */
static enum wp_status check_crontab_unchanged(struct wp_context *context,
                                              const struct wp_buf *before, struct wp_error *error)
{
    struct wp_buf again = WP_BUF_INIT;
    enum wp_status status = wp_user_crontab_read(context, &again, error);

    if (status == WP_OK && !wp_str_equal(wp_buf_str(&again), wp_buf_str(before)))
        status = wp_error_set(
            error, WP_BUSY,
            "crontab -l does not print the same twice; the crontab is not changed (try again)");
    wp_buf_free(&again);
    return status;
}

/* Return WP_IO if the crontab is not `meant` now. `copy` is the file with the old crontab, for
 * the message. */
static enum wp_status check_installed(struct wp_context *context, const struct wp_buf *meant,
                                      const struct wp_state_file *copy, struct wp_error *error)
{
    struct wp_buf crontab = WP_BUF_INIT;
    enum wp_status status = wp_user_crontab_read(context, &crontab, error);

    if (status != WP_OK)
        status = wp_error_set(error, status,
                              "cannot check the new crontab: %s (the old crontab is in %s)",
                              error->message, copy->name.data);
    else if (!wp_crontab_agrees(wp_buf_str(&crontab), wp_buf_str(meant)))
        status = wp_error_set(error, WP_IO,
                              "the new crontab differs from what weekplan wrote (look at it with "
                              "crontab -l; the old crontab is in %s)",
                              copy->name.data);
    wp_buf_free(&crontab);
    return status;
}

/* Open the file for the copy, lock its directory, and write the crontab into the file. */
static enum wp_status keep_copy(struct wp_state_file *copy, const struct wp_buf *crontab,
                                struct wp_error *error)
{
    enum wp_status status = wp_state_file_open(copy, COPY_NAME, true, error);

    if (status == WP_OK)
        status =
            wp_directory_lock_take(copy->path.directory, LOCK_MILLISECONDS, copy->name.data, error);
    if (status == WP_OK)
        status = wp_state_file_replace(copy, wp_buf_str(crontab), error);
    if (status != WP_OK)
        status = wp_error_set(error, status, "cannot copy the crontab, so it is not changed: %s",
                              error->message);
    return status;
}

enum wp_status wp_user_crontab_replace(struct wp_context *context, const struct wp_buf *before,
                                       const struct wp_buf *after, struct wp_error *error)
{
    struct wp_state_file copy = {.path = {.directory = -1}, .fd = -1};
    enum wp_status status = check_whole(before, error);

    if (status == WP_OK && after->length > WP_PROCESS_OUTPUT_MAX)
        status = fail_large(error);
    if (status == WP_OK)
        status = keep_copy(&copy, before, error);
    if (status == WP_OK)
        status = check_crontab_unchanged(context, before, error);
    if (status == WP_OK)
        status = write_crontab(context, after, error);
    if (status == WP_OK)
        status = check_installed(context, after, &copy, error);
    if (status == WP_OK && before->length > 0) {
        wp_buf_puts(&context->out, "the old crontab is in ");
        wp_escape_line(&context->out, wp_buf_str(&copy.name));
        wp_buf_putc(&context->out, '\n');
    }
    wp_state_file_close(&copy);
    return status;
}
