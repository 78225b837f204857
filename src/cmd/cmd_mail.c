/* weekplan mail: the program weekplan-mail, which alone loads the libraries that a
 * letter takes. */
#include "cmd/command.h"
#include "cmd/external.h"

static enum wp_status run_mail(struct wp_context *context, struct wp_error *error)
{
    enum wp_status status = wp_external_check_mail(context, error);

    return status == WP_OK ? wp_external_run(context, error) : status;
}

const struct wp_command wp_cmd_mail = {
    .name = "mail",
    .group = WP_GROUP_LETTER,
    .summary = "send a letter about the last week",
    .examples = "weekplan mail --print              # look at it first\n"
                "weekplan mail --to ada@example.org\n"
                "weekplan mail                      # to those of the configuration\n"
                "weekplan mail -w 2019-W31          # about another week\n",
    .details =
        "Sends an e-mail about how last week went, what slipped, and what is planned now. "
        "It goes through sendmail, which msmtp, nullmailer, postfix and others bring, or "
        "through the program that 'mail: {sendmail: ...}' names in the configuration. "
        "'to:' and 'from:' beside it are the addresses.\n"
        "A letter that could not be sent is not forgotten: the next status says so, and the "
        "next weekplan mail --once sends it. One that may have been sent, as when the machine "
        "stopped meanwhile, is not sent again by itself: the next status says how to.",
    .options = (const enum wp_option_id[]){WP_OPT_TO_ADDRESS, WP_OPT_FROM, WP_OPT_ONCE,
                                           WP_OPT_AFTER_MOMENT, WP_OPT_PRINT, WP_OPT_COUNT},
    .plan = WP_PLAN_READ,
    .run = run_mail,
};
