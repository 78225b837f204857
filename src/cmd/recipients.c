#include "cmd/recipients.h"

#include "base/utf8.h"
#include "os/user.h"
#include "plan/email.h"
#include "plan/item_value.h"

enum { QUOTED_COLUMNS = 60 };

static enum wp_status check_address(const char *name, struct wp_str address, struct wp_error *error)
{
    const char *problem = wp_email_problem(address);
    struct wp_str quoted = wp_utf8_fit(address, QUOTED_COLUMNS, NULL);

    return problem == NULL
               ? WP_OK
               : wp_error_set(error, WP_USAGE, "%s: '%.*s%s' %s", name, (int)quoted.length,
                              quoted.data, quoted.length < address.length ? "…" : "", problem);
}

/* Add an address to the recipients, unless they already have it. */
static enum wp_status add_recipient(struct wp_recipients *recipients, struct wp_str address,
                                    struct wp_arena *arena, struct wp_error *error)
{
    enum wp_status status = check_address("--to", address, error);

    if (status == WP_OK && !wp_list_has(&recipients->to, address))
        wp_list_extend(&recipients->to, address, arena);
    return status;
}

/* Find the recipients: the addresses of --to, or else `to:` of the configuration. */
static enum wp_status find_recipients(struct wp_recipients *recipients,
                                      const struct wp_context *context, struct wp_arena *arena,
                                      struct wp_error *error)
{
    const struct wp_arguments *arguments = &context->arguments;
    const struct wp_list *configured = &context->config.mail_to;
    enum wp_status status = WP_OK;

    for (size_t i = 0; status == WP_OK && i < arguments->option_count; i++)
        if (arguments->options[i].id == WP_OPT_TO_ADDRESS)
            status = add_recipient(recipients, wp_str(arguments->options[i].value), arena, error);
    if (!wp_given(arguments, WP_OPT_TO_ADDRESS))
        for (size_t i = 0; status == WP_OK && i < configured->count; i++)
            status = add_recipient(recipients, configured->items[i], arena, error);
    if (status == WP_OK && recipients->to.count == 0 && !wp_given(arguments, WP_OPT_PRINT))
        status = wp_error_set(
            error, WP_USAGE, "nobody to send the letter to (%swrite 'mail: {to: ADDRESS}' into %s)",
            wp_command_has(context->command, WP_OPT_TO_ADDRESS) ? "--to ADDRESS, or " : "",
            context->config_path.length > 0 ? context->config_path.data : "a configuration");
    return status;
}

/* Find the sender: --from, or else `from:` of the configuration, or else the address of the
 * user. */
static enum wp_status find_sender(struct wp_recipients *recipients,
                                  const struct wp_context *context, struct wp_arena *arena,
                                  struct wp_error *error)
{
    const char *given = wp_given_value(&context->arguments, WP_OPT_FROM);
    struct wp_buf own = WP_BUF_INIT;
    enum wp_status status = WP_OK;

    recipients->from = given != NULL ? wp_str(given) : context->config.mail_from;
    if (given != NULL || recipients->from.length > 0)
        return check_address("--from", recipients->from, error);
    (void)wp_user_address(&own);
    recipients->from = wp_arena_copy(arena, wp_buf_str(&own));
    if (wp_email_problem(recipients->from) != NULL && wp_given(&context->arguments, WP_OPT_PRINT))
        recipients->from = wp_str("weekplan@localhost");
    else if (wp_email_problem(recipients->from) != NULL)
        status =
            wp_error_set(error, WP_USAGE,
                         "nobody to send the letter from: '%s' is not an address (write 'mail: "
                         "{from: ADDRESS}' into the configuration)",
                         recipients->from.data);
    wp_buf_free(&own);
    return status;
}

enum wp_status wp_recipients_find(struct wp_recipients *recipients,
                                  const struct wp_context *context, struct wp_arena *arena,
                                  struct wp_error *error)
{
    enum wp_status status;

    *recipients = (struct wp_recipients){.from = {NULL, 0}};
    status = find_recipients(recipients, context, arena, error);
    return status == WP_OK ? find_sender(recipients, context, arena, error) : status;
}

enum wp_status wp_recipients_check(const struct wp_context *context, struct wp_error *error)
{
    struct wp_arena *arena = wp_arena_new(1024);
    struct wp_recipients recipients;
    enum wp_status status = wp_recipients_find(&recipients, context, arena, error);

    wp_arena_free(arena);
    return status;
}
