#include "cmd/command.h"
#include "cmd/undo_change.h"

static enum wp_status run_redo(struct wp_context *context, struct wp_error *error)
{
    return wp_undo_change(context, true, error);
}

const struct wp_command wp_cmd_redo = {
    .name = "redo",
    .group = WP_GROUP_FILE,
    .summary = "make the undone change again",
    .examples = "weekplan redo                      # what the last undo took back\n",
    .details =
        "Make the change again that undo took back. Each further redo makes one change more. "
        "Any new change ends this.",
    .plan = WP_PLAN_FILE,
    .changes = true,
    .run = run_redo,
};
