/*
 * The list of `undo --list`.
 */
#ifndef CMD_UNDO_LIST_H
#define CMD_UNDO_LIST_H

#include "cmd/context.h"

/* Print the steps that can be undone, and those that can be redone, the newest first. */
enum wp_status wp_undo_list(struct wp_context *context, struct wp_error *error);

#endif
