/*
 * A change that is taken back, or made again: `undo` and `redo`.
 */
#ifndef CMD_UNDO_CHANGE_H
#define CMD_UNDO_CHANGE_H

#include "cmd/context.h"

/* Take back the last change of the plan, or with `redo` make the last one again that was
 * taken back. Save the plan and print what has changed. */
enum wp_status wp_undo_change(struct wp_context *context, bool redo, struct wp_error *error);

#endif
