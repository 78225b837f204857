#include "mail/sendmail.h"

#include "base/utf8.h"
#include "cmd/find_sendmail.h"
#include "os/process.h"
#include "plan/item_value.h"
#include "render/escape.h"

enum {
    OUTPUT_COLUMNS = 200, /* columns of the mailer's output in an error message */
    SIGNAL_FIRST = 129,   /* a shell exits with 128 + N if signal N has ended its program */
    SIGNAL_LAST = 192
};

/* Return the command line of the mailer, in the arena: the program and arguments of the
 * configuration, then options that every sendmail(8) has. With -i a line with a single dot does
 * not end the message. */
static char **make_argv(const struct wp_context *context, const struct wp_recipients *recipients,
                        struct wp_arena *arena)
{
    const struct wp_list *configured = &context->config.mail_sendmail;
    struct wp_list all = {NULL, 0};
    char **argv;

    wp_list_extend(&all, wp_str(wp_find_sendmail_name(&context->config)), arena);
    for (size_t i = 1; i < configured->count; i++)
        wp_list_extend(&all, configured->items[i], arena);
    wp_list_extend(&all, wp_str("-i"), arena);
    wp_list_extend(&all, wp_str("-f"), arena);
    wp_list_extend(&all, recipients->from, arena);
    wp_list_extend(&all, wp_str("--"), arena);
    for (size_t i = 0; i < recipients->to.count; i++)
        wp_list_extend(&all, recipients->to.items[i], arena);
    argv = wp_arena_array(arena, all.count + 1, sizeof *argv);
    /* The cast is safe: exec(3) does not change the arguments, though its type has no const. */
    for (size_t i = 0; i < all.count; i++)
        argv[i] = (char *)wp_arena_copy(arena, all.items[i]).data;
    return argv;
}

/* Return the first line of the mailer's output, cut to OUTPUT_COLUMNS. */
static struct wp_str first_line(const struct wp_buf *output)
{
    struct wp_str text = wp_str_trim(wp_buf_str(output));
    size_t length = 0;

    while (length < text.length && text.data[length] != '\n')
        length++;
    return wp_utf8_fit(wp_str_slice(text, 0, length), OUTPUT_COLUMNS, NULL);
}

/* Append the output of the mailer to context->err, as a note to the user. */
static void copy_output(struct wp_context *context, const struct wp_buf *output)
{
    struct wp_buf lines = WP_BUF_INIT;

    if (output->length == 0)
        return;
    wp_escape_prose(&lines, wp_buf_str(output));
    if (output->data[output->length - 1] != '\n')
        wp_buf_putc(&lines, '\n');
    wp_context_put_note(context, wp_buf_str(&lines));
    wp_buf_free(&lines);
}

/* Return the error of a mailer that failed. The message has the first line of its output. */
static enum wp_status mailer_failed(const struct wp_process *mailer, struct wp_error *error)
{
    struct wp_str line = first_line(mailer->err.length > 0 ? &mailer->err : &mailer->out);
    enum wp_status status = mailer->exit_code == WP_BUSY ? WP_BUSY : WP_UNAVAILABLE;

    return wp_error_set(error, status, "%s ended with exit code %d%s%.*s", mailer->argv[0],
                        mailer->exit_code, line.length > 0 ? ": " : "", (int)line.length,
                        line.data != NULL ? line.data : "");
}

/* Return the state of the letter after the mailer has ended. A mailer that a signal ended may
 * have sent the letter before. */
static enum wp_letter_state letter_state(const struct wp_process *mailer)
{
    if (!mailer->started)
        return WP_LETTER_FAILED;
    if (!mailer->ended || (mailer->exit_code >= SIGNAL_FIRST && mailer->exit_code <= SIGNAL_LAST))
        return WP_LETTER_SENDING;
    return mailer->exit_code == 0 ? WP_LETTER_SENT : WP_LETTER_FAILED;
}

/* Return the error for a mailer that is missing. */
static enum wp_status fail_missing(const struct wp_context *context, struct wp_error *error)
{
    struct wp_buf advice = WP_BUF_INIT;

    wp_find_sendmail_put_advice(&advice, &context->config);
    return wp_context_fail(error, WP_UNAVAILABLE, &advice);
}

/* Append the output of the mailer to context->err, and return its result. `status` and `error`
 * are those of wp_process_run. */
static enum wp_status mailer_result(struct wp_context *context, const struct wp_process *mailer,
                                    enum wp_status status, struct wp_error *error)
{
    if (mailer->ended) {
        copy_output(context, &mailer->out);
        copy_output(context, &mailer->err);
        if (status != WP_OK)
            wp_buf_printf(&context->err, "weekplan: %s\n", error->message);
        return mailer->exit_code == 0 ? WP_OK : mailer_failed(mailer, error);
    }
    if (status == WP_IO)
        return wp_error_set(error, WP_UNAVAILABLE, "%s", error->message);
    if (status == WP_MISSING)
        return fail_missing(context, error);
    return status;
}

enum wp_status wp_sendmail(struct wp_context *context, const struct wp_recipients *recipients,
                           struct wp_str message, enum wp_letter_state *state,
                           struct wp_error *error)
{
    struct wp_arena *arena = wp_arena_new(1024);
    struct wp_process mailer = {.first = wp_find_sendmail_directories, .input = message};
    enum wp_status status;

    mailer.argv = make_argv(context, recipients, arena);
    mailer.name = mailer.argv[0];
    status = wp_process_run(&mailer, error);
    *state = letter_state(&mailer);
    status = mailer_result(context, &mailer, status, error);
    wp_buf_free(&mailer.out);
    wp_buf_free(&mailer.err);
    wp_arena_free(arena);
    return status;
}
