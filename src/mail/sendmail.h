/*
 * Giving a message to the program that brings it on its way: sendmail(8), or one
 * that stands in its place.
 */
#ifndef MAIL_SENDMAIL_H
#define MAIL_SENDMAIL_H

#include "cmd/recipients.h"
#include "cmd/sent_log.h"

/*
 * Put into *state what became of the letter: WP_LETTER_SENT, WP_LETTER_FAILED, or
 * WP_LETTER_SENDING where that cannot be told. Its exit code decides. What the mailer
 * printed goes to standard error.
 *
 * WP_OK      it was sent
 * WP_MAILER  there is no such program, it says that it has failed, or it was killed
 * WP_BUSY    it says that trying again later may help
 * WP_NO_MEMORY
 */
enum wp_status wp_sendmail(struct wp_context *context, const struct wp_recipients *mailing,
                           struct wp_str message, enum wp_letter_state *state,
                           struct wp_error *error);

#endif
