/*
 * Sending a message with sendmail(8), or with the program in `sendmail:` of the configuration.
 */
#ifndef MAIL_SENDMAIL_H
#define MAIL_SENDMAIL_H

#include "cmd/recipients.h"
#include "cmd/sent_log_line.h"

/*
 * Run the mailer with the message as its standard input. Append its output to context->err. Set
 * *state by its exit code: WP_LETTER_SENT, WP_LETTER_FAILED, or WP_LETTER_SENDING if a signal
 * ended it.
 *
 * WP_UNAVAILABLE  there is no mailer, it failed, or a signal ended it
 * WP_BUSY    the mailer asks to try again later (EX_TEMPFAIL)
 */
enum wp_status wp_sendmail(struct wp_context *context, const struct wp_recipients *recipients,
                           struct wp_str message, enum wp_letter_state *state,
                           struct wp_error *error);

#endif
