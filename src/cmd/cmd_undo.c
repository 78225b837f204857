#include "cmd/command.h"
#include "cmd/undo_change.h"

static enum wp_status run_undo(struct wp_context *context, struct wp_error *error)
{
    return wp_undo_change(context, false, error);
}

const struct wp_command wp_cmd_undo = {
    .name = "undo",
    .group = WP_GROUP_FILE,
    .summary = "take back the last change",
    .examples = "weekplan undo                      # the last change\n"
                "weekplan undo                      # the one before it\n",
    .details = "Takes back the last change that weekplan made to the plan, whatever its week, "
               "and one more each time. The file is then what it was, byte for byte. Where "
               "something else has changed the week since, it says so and changes nothing; "
               "other weeks do not matter. The last 1,000 changes can be taken back.",
    .plan = WP_PLAN_FILE,
    .run = run_undo,
};
