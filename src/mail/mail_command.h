/*
 * The command `weekplan mail`: find the recipients, look whether the letter was sent already,
 * compose it, run the mailer, log the result.
 */
#ifndef MAIL_MAIL_COMMAND_H
#define MAIL_MAIL_COMMAND_H

#include "cmd/context.h"

/* Send the letter, or print it if --print is given. */
enum wp_status wp_mail_command(struct wp_context *context, struct wp_error *error);

#endif
