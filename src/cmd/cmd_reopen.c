#include "cmd/command.h"
#include "cmd/state_change.h"

static enum wp_status run_reopen(struct wp_context *context, struct wp_error *error)
{
    return wp_state_change(context, WP_OPEN, error);
}

const struct wp_command wp_cmd_reopen = {
    .name = "reopen",
    .group = WP_GROUP_WEEK,
    .summary = "take back that items are done or dropped",
    .arguments = "REF...",
    .examples = "weekplan reopen 1.2.1              # by its path\n"
                "weekplan reopen 'new data'         # by a part of the title\n",
    .details = "Takes back that items are done or dropped. An item that is done because the "
               "one above it is, or because its progress is full, stays done, and it says "
               "so.\n" WP_COMMAND_REF,
    .words_min = 1,
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_FILE,
    .run = run_reopen,
};
