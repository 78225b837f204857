#include "cmd/command.h"
#include "cmd/undo_change.h"
#include "cmd/undo_list.h"

static enum wp_status run_undo(struct wp_context *context, struct wp_error *error)
{
    return wp_given(&context->arguments, WP_OPT_LIST) ? wp_undo_list(context, error)
                                                      : wp_undo_change(context, false, error);
}

const struct wp_command wp_cmd_undo = {
    .name = "undo",
    .group = WP_GROUP_FILE,
    .summary = "take back the last change",
    .examples = "weekplan undo                      # the last change\n"
                "weekplan undo                      # the one before it\n"
                "weekplan undo --list               # the changes that undo takes back\n",
    .details =
        "Take back the last change that weekplan made to the plan, in any week. Each further "
        "undo takes back one change more, up to 1,000. The file is then as it was before the "
        "change, byte for byte. Changes by hand of other lines stay. If the lines of the change "
        "were changed by hand too, nothing changes, and the line in the way is named.",
    .options = (const enum wp_option_id[]){WP_OPT_LIST, WP_OPT_COUNT},
    .plan = WP_PLAN_FILE,
    .changes = true,
    .pages = true,
    .run = run_undo,
};
