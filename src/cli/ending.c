#include "cli/ending.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "report/diagnostic.h"
#include "sys/output.h"

/* Prints what the command left. A reader that went away (`| head`) wanted no
 * more: that is a failure too, but not one to talk about. */
static enum wp_status print_output(struct wp_app *app, struct wp_error *error)
{
    int problem = app->out_errno;

    if (problem == 0 && (app->out.failed || app->err.failed))
        return wp_fail_memory(error);
    (void)wp_output_write(STDERR_FILENO, wp_buf_str(&app->err));
    if (problem == 0 && !wp_output_write(STDOUT_FILENO, wp_buf_str(&app->out)))
        problem = errno;
    if (problem == 0)
        return WP_OK;
    if (problem == EPIPE)
        return WP_IO;
    return wp_fail(error, WP_IO, "cannot write to standard output: %s", strerror(problem));
}

/* Returns the status of the error, or that there is no memory to speak of it. */
static enum wp_status print_error(const struct wp_app *app, const struct wp_error *error)
{
    struct wp_buf text = WP_BUF_INIT;
    struct wp_text_style style = wp_app_error_style(app);
    enum wp_status status = error->status;

    wp_diagnostic_text(&text, wp_app_error_file(app, error), error, &style);
    if (text.failed)
        status = WP_NO_MEMORY;
    (void)wp_output_write(STDERR_FILENO,
                          text.failed ? wp_str("weekplan: out of memory\n") : wp_buf_str(&text));
    wp_buf_free(&text);
    return status;
}

int wp_app_end(struct wp_app *app, enum wp_status status, const struct wp_error *error)
{
    struct wp_error output_error = {0};
    enum wp_status output_status = print_output(app, &output_error);

    if (status != WP_OK && error->message[0] != '\0')
        status = print_error(app, error);
    if (output_status != status && output_error.message[0] != '\0')
        output_status = print_error(app, &output_error);

    wp_app_free(app);
    /* What could not be said weighs more than what it would have been. */
    return (int)(status == WP_OK || output_status == WP_NO_MEMORY ? output_status : status);
}
