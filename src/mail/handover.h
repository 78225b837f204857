/*
 * Giving a message to the program that brings it on its way: sendmail(8), or one
 * that stands in its place.
 */
#ifndef MAIL_HANDOVER_H
#define MAIL_HANDOVER_H

#include "cli/mailing.h"

/*
 * WP_MAILER  there is no such program, or it says that it has failed
 * WP_BUSY    it says that trying again later may help
 * WP_IO, WP_NO_MEMORY
 * What it printed goes to standard error.
 */
enum wp_status wp_handover(struct wp_app *app, const struct wp_mailing *mailing,
                           struct wp_str message, struct wp_error *error);

#endif
