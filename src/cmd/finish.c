#include "cmd/finish.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "os/output.h"
#include "render/diagnostic.h"

/* Prints what the command left. A reader that went away (`| head`) wanted no
 * more: that is a failure too, but not one to talk about. */
static enum wp_status print_output(struct wp_context *context, struct wp_error *error)
{
    int problem = context->out_errno;

    if (problem == 0 && (context->out.failed || context->err.failed))
        return wp_error_set_no_memory(error);
    (void)wp_output_write(STDERR_FILENO, wp_buf_str(&context->err));
    if (problem == 0 && !wp_output_write(STDOUT_FILENO, wp_buf_str(&context->out)))
        problem = errno;
    if (problem == 0)
        return WP_OK;
    if (problem == EPIPE)
        return WP_IO;
    return wp_error_set(error, WP_IO, "cannot write to standard output: %s", strerror(problem));
}

/* Returns the status of the error, or that there is no memory to speak of it. */
static enum wp_status print_error(const struct wp_context *context, const struct wp_error *error)
{
    struct wp_buf text = WP_BUF_INIT;
    struct wp_text_style style = wp_context_error_style(context);
    enum wp_status status = error->status;

    wp_diagnostic_text(&text, wp_context_error_file(context, error), error, &style);
    if (text.failed)
        status = WP_NO_MEMORY;
    (void)wp_output_write(STDERR_FILENO,
                          text.failed ? wp_str("weekplan: out of memory\n") : wp_buf_str(&text));
    wp_buf_free(&text);
    return status;
}

int wp_context_finish(struct wp_context *context, enum wp_status status,
                      const struct wp_error *error)
{
    struct wp_error output_error = {0};
    enum wp_status output_status = print_output(context, &output_error);

    if (status != WP_OK && error->message[0] != '\0')
        status = print_error(context, error);
    if (output_status != status && output_error.message[0] != '\0')
        output_status = print_error(context, &output_error);

    wp_context_free(context);
    /* What could not be said weighs more than what it would have been. */
    return (int)(status == WP_OK || output_status == WP_NO_MEMORY ? output_status : status);
}
