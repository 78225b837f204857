/*
 * A change of the state of items: `done`, `drop` and `reopen` set the same two keys.
 */
#ifndef CMD_STATE_CHANGE_H
#define CMD_STATE_CHANGE_H

#include "cmd/context.h"

/* Give the items that the arguments name the state: done, dropped or open. Save the plan
 * and print what has changed. */
enum wp_status wp_state_change(struct wp_context *context, enum wp_state state,
                               struct wp_error *error);

#endif
