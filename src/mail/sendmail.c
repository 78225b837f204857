#include "mail/sendmail.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "os/process.h"
#include "plan/value.h"
#include "render/escape.h"

/* Exit codes from the first to the last of these are those of a shell for a program
 * that a signal has ended. */
enum { SAID_COLUMNS = 200, PROGRAM = 0, SIGNAL_FIRST = 129, SIGNAL_LAST = 192 };

/* The program, its own arguments, then those that sendmail(8) has always taken: a
 * line with a point is no end, who writes, and to whom. NULL when memory is out. */
static char **sendmail_make_argv(const struct wp_context *context,
                                 const struct wp_recipients *mailing, struct wp_arena *arena)
{
    const struct wp_list *own = &context->config.mail_sendmail;
    struct wp_list all = {NULL, 0};
    char **argv;

    if (own->count == 0)
        wp_list_extend(&all, wp_str("sendmail"), arena);
    for (size_t i = 0; i < own->count; i++)
        wp_list_extend(&all, own->items[i], arena);
    wp_list_extend(&all, wp_str("-i"), arena);
    wp_list_extend(&all, wp_str("-f"), arena);
    wp_list_extend(&all, mailing->from, arena);
    wp_list_extend(&all, wp_str("--"), arena);
    for (size_t i = 0; i < mailing->to.count; i++)
        wp_list_extend(&all, mailing->to.items[i], arena);
    argv = wp_arena_array(arena, all.count + 1, sizeof *argv);
    for (size_t i = 0; i < all.count; i++) {
        struct wp_str copy = wp_arena_copy(arena, all.items[i]);

        /* exec(3) changes no argument; its types are older than const. */
        argv[i] = (char *)copy.data;
    }
    return argv;
}

/* The first line of what a program has said. */
static struct wp_str first_line(const struct wp_buf *said)
{
    struct wp_str text = wp_str_trim(wp_buf_str(said));
    size_t length = 0;

    while (length < text.length && text.data[length] != '\n')
        length++;
    return wp_utf8_fit(wp_str_slice(text, 0, length), SAID_COLUMNS, NULL);
}

static void sendmail_show(struct wp_context *context, const struct wp_buf *said)
{
    if (said->length == 0)
        return;
    wp_escape_prose(&context->err, wp_buf_str(said));
    if (said->data[said->length - 1] != '\n')
        wp_buf_putc(&context->err, '\n');
}

/* The mailer has failed; `error` remembers what it said about that. */
static enum wp_status sendmail_refuse(const struct wp_process *spawn, struct wp_error *error)
{
    struct wp_str said = first_line(spawn->err.length > 0 ? &spawn->err : &spawn->out);
    enum wp_status status = spawn->exit_code == WP_BUSY ? WP_BUSY : WP_MAILER;

    return wp_error_set(error, status, "%s ended with exit code %d%s%.*s", spawn->argv[PROGRAM],
                        spawn->exit_code, said.length > 0 ? ": " : "", (int)said.length,
                        said.data != NULL ? said.data : "");
}

/* A mailer that was killed may have sent the letter before. */
static enum wp_letter_state state_of(const struct wp_process *spawn)
{
    if (!spawn->started)
        return WP_LETTER_FAILED;
    if (!spawn->ended || (spawn->exit_code >= SIGNAL_FIRST && spawn->exit_code <= SIGNAL_LAST))
        return WP_LETTER_SENDING;
    return spawn->exit_code == 0 ? WP_LETTER_SENT : WP_LETTER_FAILED;
}

/* What running the mailer came to, as `status` and `error` have it. */
static enum wp_status sendmail_judge(struct wp_context *context, const struct wp_process *spawn,
                                     enum wp_status status, struct wp_error *error)
{
    if (spawn->ended) {
        sendmail_show(context, &spawn->out);
        sendmail_show(context, &spawn->err);
        if (status != WP_OK)
            wp_buf_printf(&context->err, "weekplan: %s\n", error->message);
        return spawn->exit_code == 0 ? WP_OK : sendmail_refuse(spawn, error);
    }
    if (status == WP_IO)
        return wp_error_set(error, WP_MAILER, "%s", error->message);
    if (status == WP_MISSING)
        return wp_error_set(
            error, WP_MAILER,
            "there is no %s (install msmtp-mta or another "
            "mailer, or name one as 'sendmail:' below 'mail:' in the configuration)",
            spawn->name);
    return status;
}

enum wp_status wp_sendmail(struct wp_context *context, const struct wp_recipients *mailing,
                           struct wp_str message, enum wp_letter_state *state,
                           struct wp_error *error)
{
    /* The PATH that cron gives has neither. */
    static const char *const usual[] = {"/usr/sbin", "/usr/lib", NULL};
    struct wp_arena *arena = wp_arena_new(1024);
    struct wp_process spawn = {.first = usual, .input = message};
    enum wp_status status;

    *state = WP_LETTER_FAILED;
    spawn.argv = arena != NULL ? sendmail_make_argv(context, mailing, arena) : NULL;
    if (spawn.argv == NULL) {
        wp_arena_free(arena);
        return wp_error_set_no_memory(error);
    }
    spawn.name = spawn.argv[PROGRAM];
    status = wp_process_run(&spawn, error);
    *state = state_of(&spawn);
    status = sendmail_judge(context, &spawn, status, error);
    wp_buf_free(&spawn.out);
    wp_buf_free(&spawn.err);
    wp_arena_free(arena);
    return status;
}
