#include "cmd/recipients.h"

#include "base/utf8.h"
#include "os/home.h"
#include "plan/email.h"
#include "plan/value.h"

enum { QUOTED_COLUMNS = 60 };

static enum wp_status recipients_check(const char *name, struct wp_str address,
                                       struct wp_error *error)
{
    const char *problem = wp_email_problem(address);
    struct wp_str shown = wp_utf8_fit(address, QUOTED_COLUMNS, NULL);

    return problem == NULL
               ? WP_OK
               : wp_error_set(error, WP_USAGE, "%s: '%.*s%s' %s", name, (int)shown.length,
                              shown.data, shown.length < address.length ? "…" : "", problem);
}

static bool has(const struct wp_list *list, struct wp_str text)
{
    for (size_t i = 0; i < list->count; i++)
        if (wp_str_equal(list->items[i], text))
            return true;
    return false;
}

static enum wp_status recipients_add(struct wp_recipients *mailing, struct wp_str address,
                                     struct wp_arena *arena, struct wp_error *error)
{
    enum wp_status status = recipients_check("--to", address, error);

    if (status != WP_OK || has(&mailing->to, address))
        return status;
    wp_list_extend(&mailing->to, address, arena);
    return WP_OK;
}

/* The addresses of --to, else those of the configuration. */
static enum wp_status find_recipients(struct wp_recipients *mailing,
                                      const struct wp_context *context, struct wp_arena *arena,
                                      struct wp_error *error)
{
    const struct wp_arguments *arguments = &context->arguments;
    const struct wp_list *configured = &context->config.mail_to;
    enum wp_status status = WP_OK;

    for (size_t i = 0; status == WP_OK && i < arguments->option_count; i++)
        if (arguments->options[i].id == WP_OPT_TO_ADDRESS)
            status = recipients_add(mailing, wp_str(arguments->options[i].value), arena, error);
    if (!wp_given(arguments, WP_OPT_TO_ADDRESS))
        for (size_t i = 0; status == WP_OK && i < configured->count; i++)
            status = recipients_add(mailing, configured->items[i], arena, error);
    if (status == WP_OK && mailing->to.count == 0)
        status = wp_error_set(
            error, WP_USAGE, "nobody to send the letter to (%swrite 'mail: {to: ADDRESS}' into %s)",
            wp_command_has(context->command, WP_OPT_TO_ADDRESS) ? "--to ADDRESS, or " : "",
            context->config_path.length > 0 ? context->config_path.data : "a configuration");
    return status;
}

static enum wp_status find_sender(struct wp_recipients *mailing, const struct wp_context *context,
                                  struct wp_arena *arena, struct wp_error *error)
{
    const char *given = wp_given_value(&context->arguments, WP_OPT_FROM);
    struct wp_buf own = WP_BUF_INIT;
    enum wp_status status;

    mailing->from = given != NULL ? wp_str(given) : context->config.mail_from;
    if (given != NULL || mailing->from.length > 0)
        return recipients_check("--from", mailing->from, error);
    (void)wp_home_address(&own);
    mailing->from = wp_arena_copy(arena, wp_buf_str(&own));
    status = own.failed || mailing->from.data == NULL ? wp_error_set_no_memory(error) : WP_OK;
    if (status == WP_OK && wp_email_problem(mailing->from) != NULL)
        status =
            wp_error_set(error, WP_USAGE,
                         "nobody to send the letter from: '%s' is not an address (write 'mail: "
                         "{from: ADDRESS}' into the configuration)",
                         mailing->from.data);
    wp_buf_free(&own);
    return status;
}

enum wp_status wp_recipients_find(struct wp_recipients *mailing, const struct wp_context *context,
                                  struct wp_arena *arena, struct wp_error *error)
{
    enum wp_status status;

    *mailing = (struct wp_recipients){.from = {NULL, 0}};
    status = find_recipients(mailing, context, arena, error);
    return status == WP_OK ? find_sender(mailing, context, arena, error) : status;
}

enum wp_status wp_recipients_check(const struct wp_context *context, struct wp_error *error)
{
    struct wp_arena *arena = wp_arena_new(1024);
    struct wp_recipients mailing;
    enum wp_status status = arena != NULL ? wp_recipients_find(&mailing, context, arena, error)
                                          : wp_error_set_no_memory(error);

    wp_arena_free(arena);
    return status;
}
