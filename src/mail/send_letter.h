/*
 * `weekplan mail` in outline: who gets the letter, whether it was sent already, its text, the
 * mailer, the log.
 */
#ifndef MAIL_SEND_LETTER_H
#define MAIL_SEND_LETTER_H

#include "cmd/context.h"

/* Send the letter, or print it with --print, as the command line in `context` asks. */
enum wp_status wp_send_letter(struct wp_context *context, struct wp_error *error);

#endif
