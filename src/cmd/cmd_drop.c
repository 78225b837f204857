#include "cmd/command.h"
#include "cmd/state_change.h"

static enum wp_status run_drop(struct wp_context *context, struct wp_error *error)
{
    return wp_state_change(context, WP_DROPPED, error);
}

const struct wp_command wp_cmd_drop = {
    .name = "drop",
    .group = WP_GROUP_WEEK,
    .summary = "give items up",
    .arguments = "REF...",
    .candidates = WP_COMPLETE_OPEN,
    .examples = "weekplan drop 1.3\n"
                "weekplan drop 'new data' --reason 'covered by the rounds'\n",
    .details =
        "Mark items as dropped, with the reason or the day. They and all items under them no "
        "longer count, but are still shown. reopen takes it back. A note tells the state "
        "or the reason that is replaced.\n" WP_COMMAND_REF,
    .options = (const enum wp_option_id[]){WP_OPT_REASON, WP_OPT_COUNT},
    .words_min = 1,
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_FILE,
    .later = WP_LATER_REMOVES,
    .changes = true,
    .run = run_drop,
};
