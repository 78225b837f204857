#include "cmd/change_remarks.h"
#include "cmd/command.h"
#include "cmd/new_items.h"
#include "cmd/plan_input.h"
#include "cmd/refs.h"
#include "cmd/run_change.h"
#include "cmd/start_week.h"
#include "cmd/value_argument.h"

/* Append the items to the week. Set *parent to the item that has them, of the week before the
 * change. */
static enum wp_status add_to_week(struct wp_locked_plan *change, struct wp_new_items *items,
                                  const struct wp_item **parent, struct wp_error *error)
{
    struct wp_context *context = change->context;
    const struct wp_week *week = change->found.week;
    const char *under = wp_given_value(&context->arguments, WP_OPT_UNDER);
    struct wp_change added = {&week->root, week->root.seq_key, items->first};
    enum wp_status status = wp_new_items_read_days(items, context, week->start, error);

    if (status == WP_OK && under != NULL) {
        status = wp_refs_check_title_after(&context->arguments, WP_OPT_UNDER, week, error);
        if (status == WP_OK)
            status = wp_refs_resolve(context, week, under, WP_ACTS_ON_ALL, &added.item, error);
        added.key = WP_KEY_SUBTASKS;
    }
    *parent = added.item;
    if (status == WP_OK)
        status = wp_value_argument_check_id(week, NULL, items->first->id, "--id", error);
    if (status == WP_OK)
        status = wp_refs_check_parent(context, added.item, error);
    if (status != WP_OK)
        return status;
    status = wp_edit_week(&change->edit, week, &added, 1, error);
    change->edited = status == WP_OK;
    return status;
}

static enum wp_status add_new_week(struct wp_locked_plan *change, struct wp_new_items *items,
                                   const struct wp_item **parent, struct wp_error *error)
{
    struct wp_context *context = change->context;
    struct wp_week week = change->new_week;
    enum wp_status status;

    if (wp_given(&context->arguments, WP_OPT_UNDER))
        return wp_plan_input_no_week(context, &change->found, error);
    status = wp_new_items_read_days(items, context, week.start, error);
    *parent = &change->new_week.root;
    week.root.first = items->first;
    return status == WP_OK ? wp_start_week(change, &week, error) : status;
}

static enum wp_status add_items(struct wp_locked_plan *change, void *data, struct wp_error *error)
{
    struct wp_new_items *items = data;
    const struct wp_item *parent = NULL;
    enum wp_status status = change->found.week != NULL
                                ? add_to_week(change, items, &parent, error)
                                : add_new_week(change, items, &parent, error);
    const struct wp_item *first;

    if (status != WP_OK)
        return status;
    first = wp_new_items_print(change, parent);
    wp_change_remarks_inherited_state(change->context, first);
    wp_change_remarks_due(change->context, first->due);
    return WP_OK;
}

static enum wp_status run_add(struct wp_context *context, struct wp_error *error)
{
    struct wp_new_items items;
    enum wp_status status = wp_new_items_read(&items, context, WP_OPT_UNDER, false, error);

    if (status == WP_OK && items.first->weekly && wp_given(&context->arguments, WP_OPT_UNDER))
        status = wp_error_set(error, WP_USAGE, "--repeat is for goals, not for subtasks");
    if (status == WP_OK)
        status = wp_run_change(context, add_items, &items, WP_CHANGE_NEEDS_NONE, error);
    wp_new_items_free(&items);
    return status;
}

const struct wp_command wp_cmd_add = {
    .name = "add",
    .group = WP_GROUP_PLAN,
    .summary = "add a goal or a subtask",
    .arguments = "TITLE...",
    .examples = "weekplan add Finish the capstone analysis --id capstone --due fri\n"
                "weekplan add -u capstone Performance metrics   # a subtask\n"
                "weekplan add -u 1.2 Round 3                    # one level deeper\n"
                "weekplan add Curriculum --progress '15/17 units'\n"
                "weekplan add -u 2 - < outline.txt              # one title a line, nested\n",
    .details =
        "Add a goal, or with --under a subtask, and print its place, and the values as they were "
        "understood. Several words are one "
        "title. Create the plan and start the week if they do not exist.\n"
        "If the title is -, read an outline from standard input: one title a line, nested by "
        "indentation. Bullets (-, *, 1.) and check boxes ([ ], [x]) are allowed.\n"
        "REF is a path as shown by status (1.2.3), an id, a title, or a part of a title.",
    .options = (const enum wp_option_id[]){WP_OPT_UNDER, WP_OPT_WEIGHT, WP_OPT_DUE, WP_OPT_NOTE,
                                           WP_OPT_PROGRESS, WP_OPT_ID, WP_OPT_TAG, WP_OPT_LINK,
                                           WP_OPT_REPEAT, WP_OPT_COUNT},
    .words_min = 1,
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_FILE,
    .later = WP_LATER_TAKES,
    .changes = true,
    .run = run_add,
};
