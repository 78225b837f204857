/*
 * The command `weekplan mail`: find the recipients, look whether the letter was sent already,
 * compose it, run the mailer, log the result.
 */
#ifndef MAIL_SEND_LETTER_H
#define MAIL_SEND_LETTER_H

#include "cmd/context.h"

/* Send the letter, or print it if --print is given. */
enum wp_status wp_send_letter(struct wp_context *context, struct wp_error *error);

#endif
