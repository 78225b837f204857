#include "cmd/command.h"
#include "cmd/state_change.h"

static enum wp_status run_reopen(struct wp_context *context, struct wp_error *error)
{
    return wp_state_change(context, WP_OPEN, error);
}

const struct wp_command wp_cmd_reopen = {
    .name = "reopen",
    .group = WP_GROUP_WEEK,
    .summary = "open items that are done or dropped",
    .arguments = "REF...",
    .candidates = WP_COMPLETE_CLOSED,
    .examples = "weekplan reopen 1.2.1              # by its path\n"
                "weekplan reopen 'new data'         # by a part of the title\n",
    .details =
        "Mark items as neither done nor dropped. If an item above is done or dropped and is not "
        "named too, or if only a full progress makes the item done, nothing is changed, and the "
        "command prints the reason.\n" WP_COMMAND_REF,
    .words_min = 1,
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_FILE,
    .later = WP_LATER_MOVES,
    .changes = true,
    .run = run_reopen,
};
