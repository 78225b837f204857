/* weekplan mail: the program weekplan-mail, which alone loads the libraries that a
 * letter takes. */
#include "cli/commands.h"

enum wp_status wp_mail_check(const struct wp_app *app, struct wp_error *error)
{
    if (wp_external_is_there(app, "mail"))
        return WP_OK;
    return wp_fail(error, WP_MAILER,
                   "weekplan-mail is not installed (it is built where GMime 3 is: 'make deps all "
                   "install')");
}

enum wp_status wp_cmd_mail(struct wp_app *app, struct wp_error *error)
{
    enum wp_status status = wp_mail_check(app, error);

    return status == WP_OK ? wp_external_run(app, error) : status;
}
