/*
 * The commands `undo` and `redo`.
 */
#ifndef CMD_UNDO_CHANGE_H
#define CMD_UNDO_CHANGE_H

#include "cmd/context.h"

/* Undo the last step of the plan, or, if `redo` is true, redo the step that was undone last. Save
 * the plan and print what has changed. */
enum wp_status wp_undo_change(struct wp_context *context, bool redo, struct wp_error *error);

#endif
