/* `rm`: remove items from the selected week. */
#include <stdlib.h>

#include "cmd/command.h"
#include "cmd/later_copy_notes.h"
#include "cmd/path_notes.h"
#include "cmd/print_change.h"
#include "cmd/refs.h"
#include "cmd/run_change.h"

static enum wp_status remove_items(struct wp_locked_plan *change, void *data,
                                   struct wp_error *error)
{
    const struct wp_week *week = change->found.week;
    const struct wp_item **items;
    size_t count;
    enum wp_status status =
        wp_refs_resolve_trees(change, WP_ACTS_ON_ALL | WP_ACTS_ON_ALSO, &items, &count, error);

    (void)data;
    if (status == WP_OK)
        status = wp_edit_remove(&change->edit, week, items, count, error);
    change->edited = status == WP_OK;
    if (change->edited) {
        wp_later_copy_notes_put(change, items, count, NULL);
        wp_print_change(change->context, week, change->edit.after,
                        &(struct wp_printed){.items = items, .count = count, .removed = true});
        wp_path_notes(change->context, &(struct wp_path_change){.before = week,
                                                                .after = change->edit.after,
                                                                .gone = items,
                                                                .gone_count = count});
    }
    free(items);
    return status;
}

static enum wp_status run_rm(struct wp_context *context, struct wp_error *error)
{
    return wp_run_change(context, remove_items, NULL, WP_CHANGE_NEEDS_WEEK, error);
}

const struct wp_command wp_cmd_rm = {
    .name = "rm",
    .group = WP_GROUP_PLAN,
    .summary = "remove items with their subtasks",
    .arguments = "REF...",
    .candidates = WP_COMPLETE_ALL,
    .examples = "weekplan rm 1.2.3                  # by its path\n"
                "weekplan rm 'round 4' 'round 5'    # by a part of the title\n"
                "weekplan rm capstone               # by its id, with its subtasks\n",
    .details =
        "Remove items from the plan, with their subtasks and their own comments. These are "
        "the comment lines directly above an item, and those below it that are indented "
        "deeper. To give up an item, use drop: the week then still shows it.\n" WP_COMMAND_REF,
    .words_min = 1,
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_FILE,
    .later = WP_LATER_TAKES,
    .changes = true,
    .run = run_rm,
};
