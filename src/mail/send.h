/*
 * The story of a letter.
 */
#ifndef MAIL_SEND_H
#define MAIL_SEND_H

#include "cli/app.h"

/* Does what `weekplan mail` is asked for. */
enum wp_status wp_send(struct wp_app *app, struct wp_error *error);

#endif
