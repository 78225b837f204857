/*
 * Giving a message to sendmail(8), or to the program that the configuration names.
 */
#ifndef MAIL_SENDMAIL_H
#define MAIL_SENDMAIL_H

#include "cmd/recipients.h"
#include "cmd/sent_line.h"

/*
 * Run the mailer with the message as its input. Copy its output to context->err. Set *state
 * by its exit code: WP_LETTER_SENT, WP_LETTER_FAILED, or WP_LETTER_SENDING if a signal ended
 * it.
 *
 * WP_MAILER  there is no mailer, it failed, or a signal ended it
 * WP_BUSY    the mailer asks to try again later
 */
enum wp_status wp_sendmail(struct wp_context *context, const struct wp_recipients *recipients,
                           struct wp_str message, enum wp_letter_state *state,
                           struct wp_error *error);

#endif
