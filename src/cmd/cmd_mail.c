/* `mail`: run the program weekplan-mail, because only that program loads the libraries for mail. */
#include "cmd/command.h"
#include "cmd/external_command.h"

static enum wp_status run_mail(struct wp_context *context, struct wp_error *error)
{
    enum wp_status status = wp_external_command_check_mail(context, error);

    return status == WP_OK ? wp_external_command_run(context, error) : status;
}

const struct wp_command wp_cmd_mail = {
    .name = "mail",
    .group = WP_GROUP_LETTER,
    .summary = "send a letter about a week",
    .examples = "weekplan mail --print              # only look at it\n"
                "weekplan mail --to ada@example.org\n"
                "weekplan mail                      # to the configured recipients\n"
                "weekplan mail -w 2019-W31          # about another week\n"
                "weekplan mail -w this              # how the running week is going\n"
                "weekplan mail --ask                # ask for the review\n",
    .details =
        "Send an e-mail about how last week went, what is late, and what is planned now. About the "
        "running week (-w this) it has first what is late, due and open. With --ask it asks for "
        "the review: of the running week on its last three days, else of last week. The mailer is "
        "sendmail, which msmtp, nullmailer, postfix and others install, or the "
        "program in 'mail: {sendmail: ...}' of the configuration. 'to:' and 'from:' beside it "
        "set the addresses.\n"
        "--print needs no recipient. On a terminal it prints the letter to read: sender, "
        "recipients, subject and text. Elsewhere it prints the message, as it is sent.\n"
        "If a letter cannot be sent, the next status reports it, and the next weekplan mail "
        "--once sends it. If a letter may have been sent, because the machine stopped while "
        "sending, it is not sent again automatically. The next status prints the command that "
        "sends it.",
    .options =
        (const enum wp_option_id[]){WP_OPT_TO_ADDRESS, WP_OPT_FROM, WP_OPT_ASK, WP_OPT_ONCE,
                                    WP_OPT_AFTER_MOMENT, WP_OPT_PRINT, WP_OPT_RAW, WP_OPT_COUNT},
    .plan = WP_PLAN_READ,
    .pages = true,
    .run = run_mail,
};
