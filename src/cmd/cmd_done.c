#include "cmd/command.h"
#include "cmd/state_change.h"

static enum wp_status run_done(struct wp_context *context, struct wp_error *error)
{
    return wp_state_change(context, WP_DONE, error);
}

const struct wp_command wp_cmd_done = {
    .name = "done",
    .group = WP_GROUP_WEEK,
    .summary = "tick items off",
    .arguments = "REF...",
    .candidates = WP_COMPLETE_OPEN,
    .examples = "weekplan done 1.2.3                # by its path\n"
                "weekplan done 'round 4' 'round 5'  # by a part of the title\n"
                "weekplan done metrics --on mon     # Monday of the week\n"
                "weekplan done capstone             # by its id, with its subtasks\n",
    .details = "Mark items as done, with the day. All items under a done item are done too. A "
               "dropped item is no longer dropped, and a note tells why it was.\n" WP_COMMAND_REF,
    .options = (const enum wp_option_id[]){WP_OPT_ON, WP_OPT_COUNT},
    .words_min = 1,
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_FILE,
    .later = WP_LATER_MOVES,
    .changes = true,
    .run = run_done,
};
