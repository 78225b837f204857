/* weekplan mail: the program weekplan-mail, which alone loads the libraries that a
 * letter takes. */
#include "cmd/commands.h"

enum wp_status wp_external_check_mail(const struct wp_context *context, struct wp_error *error)
{
    if (wp_external_is_there(context, "mail"))
        return WP_OK;
    return wp_error_set(
        error, WP_MAILER,
        "weekplan-mail is not installed (it is built where GMime 3 is: 'make deps all "
        "install')");
}

enum wp_status wp_cmd_mail(struct wp_context *context, struct wp_error *error)
{
    enum wp_status status = wp_external_check_mail(context, error);

    return status == WP_OK ? wp_external_run(context, error) : status;
}
