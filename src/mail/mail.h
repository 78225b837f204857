/*
 * The story of a letter.
 */
#ifndef MAIL_MAIL_H
#define MAIL_MAIL_H

#include "cmd/context.h"

/* Does what `weekplan mail` is asked for. */
enum wp_status wp_mail_send(struct wp_context *context, struct wp_error *error);

#endif
