/*
 * Reminder of letters that were not sent, for `status`.
 */
#ifndef CMD_UNSENT_REMINDER_H
#define CMD_UNSENT_REMINDER_H

#include "cmd/context.h"

/* Append to context->err a line about the last letter that failed, and one about the last
 * letter that may or may not have been sent. Nothing if there is no log of letters, as for
 * most users. */
void wp_unsent_reminder_put(struct wp_context *context);

#endif
