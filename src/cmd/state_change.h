/*
 * Changing the state of items. `done`, `drop` and `reopen` all set the keys `done:` and
 * `dropped:`.
 */
#ifndef CMD_STATE_CHANGE_H
#define CMD_STATE_CHANGE_H

#include "cmd/context.h"

/* Set the state of the items that the arguments name to done, dropped or open. Save the plan and
 * print what has changed. */
enum wp_status wp_state_change(struct wp_context *context, enum wp_state state,
                               struct wp_error *error);

#endif
