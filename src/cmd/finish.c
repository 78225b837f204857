#include "cmd/finish.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cmd/pager.h"
#include "os/write_output.h"
#include "render/change_json.h"
#include "render/diagnostic.h"

/* Print context->err and context->out. If a pipe was closed, as by `| head`, fail without a
 * message. */
static enum wp_status print_output(struct wp_context *context, struct wp_error *error)
{
    (void)wp_write_output(STDERR_FILENO, wp_buf_str(&context->err));
    if (wp_pager_show(context) || wp_write_output(STDOUT_FILENO, wp_buf_str(&context->out)))
        return WP_OK;
    if (errno == EPIPE)
        return WP_IO;
    return wp_error_set(error, WP_IO, "cannot write to standard output: %s", strerror(errno));
}

static void print_error(const struct wp_context *context, const struct wp_error *error)
{
    struct wp_buf text = WP_BUF_INIT;
    struct wp_text_style style = wp_context_error_style(context);

    wp_diagnostic_text(&text, wp_context_error_file(context, error), error, &style);
    (void)wp_write_output(STDERR_FILENO, wp_buf_str(&text));
    wp_buf_free(&text);
}

/* With --dry-run print the diff on standard output. Append the result to the notes, after a note
 * that nothing is changed. */
static void apply_dry_run(struct wp_context *context)
{
    struct wp_buf notes = context->err;
    struct wp_buf remark = WP_BUF_INIT;

    context->err = (struct wp_buf)WP_BUF_INIT;
    wp_buf_puts(&remark, "nothing is changed, because of --dry-run; the result would be:");
    if (context->diff.length > 0)
        wp_context_remark(context, &remark);
    wp_buf_free(&remark);
    wp_buf_append(&context->err, wp_buf_str(&notes));
    wp_context_put_note(context, wp_buf_str(&context->out));
    wp_buf_free(&notes);
    wp_buf_free(&context->out);
    context->out = context->diff;
    context->diff = (struct wp_buf)WP_BUF_INIT;
}

/* Replace the output by the JSON of the change. */
static void put_json(struct wp_context *context)
{
    const char *name = context->command->name;
    bool moves_back = strcmp(name, "undo") == 0 || strcmp(name, "redo") == 0;
    const struct wp_change_json run = {
        .today = context->today,
        .command = name,
        .changed = context->changed,
        .dry_run = context->dry_run,
        .step = moves_back && context->changed ? context->subject.data : NULL,
        .weeks = wp_buf_str(&context->json_weeks),
        .unchanged = wp_buf_str(&context->json_unchanged),
    };

    wp_buf_clear(&context->out);
    wp_change_json_put(&context->out, &run);
}

/* Change the output of a command that changes the plan, as --dry-run, --quiet and --json require.
 */
static void apply_change_options(struct wp_context *context, enum wp_status status)
{
    bool lists = wp_given(&context->arguments, WP_OPT_LIST);

    if (context->command == NULL || !context->command->changes)
        return;
    wp_context_fold_result(context);
    if (lists)
        return;
    if (context->dry_run)
        apply_dry_run(context);
    else if (context->quiet || context->json)
        wp_buf_clear(&context->out);
    if (context->json && status == WP_OK)
        put_json(context);
}

int wp_context_finish(struct wp_context *context, enum wp_status status,
                      const struct wp_error *error)
{
    struct wp_error output_error = {0};
    enum wp_status output_status;

    apply_change_options(context, status);
    output_status = print_output(context, &output_error);

    if (status != WP_OK && error->message[0] != '\0') {
        print_error(context, error);
        status = error->status;
    }
    if (output_status != status && output_error.message[0] != '\0')
        print_error(context, &output_error);

    wp_context_free(context);
    return (int)(status == WP_OK ? output_status : status);
}
