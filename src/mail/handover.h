/*
 * Giving a message to the program that brings it on its way: sendmail(8), or one
 * that stands in its place.
 */
#ifndef MAIL_HANDOVER_H
#define MAIL_HANDOVER_H

#include "cli/letters.h"
#include "cli/mailing.h"

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
enum wp_status wp_handover(struct wp_app *app, const struct wp_mailing *mailing,
                           struct wp_str message, enum wp_letter_state *state,
                           struct wp_error *error);

#endif
