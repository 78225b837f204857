/* `mv`: move items to another position in their week, between the plan and `also:`, or into another
 * week or the list for later. */
#include <stdlib.h>

#include "base/memory.h"
#include "cmd/change_remarks.h"
#include "cmd/command.h"
#include "cmd/move_to_week.h"
#include "cmd/path_notes.h"
#include "cmd/print_change.h"
#include "cmd/refs.h"
#include "cmd/run_change.h"
#include "plan/keys.h"

/* Read the option of the new position. Return WP_USAGE unless exactly one is given. */
static enum wp_status read_place(const struct wp_context *context, struct wp_move *move,
                                 struct wp_error *error)
{
    static const enum wp_option_id places[] = {WP_OPT_UNDER, WP_OPT_BEFORE, WP_OPT_AFTER,
                                               WP_OPT_TOP,   WP_OPT_BOTTOM, WP_OPT_ALSO};
    size_t given = 0;
    size_t i;

    move->to = wp_given_value(&context->arguments, WP_OPT_TO_WEEK);
    move->how = WP_OPT_TO_WEEK;
    for (i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (!wp_given(&context->arguments, places[i]))
            continue;
        move->how = places[i];
        given++;
    }
    if (given == 1)
        return wp_refs_check_option(&context->arguments, move->how, "title", error);
    if (given == 0 && move->to != NULL)
        return WP_OK;
    return wp_error_set(
        error, WP_USAGE,
        "%s (give one of --under, --before, --after, --top, --bottom, --also, or --to)",
        given == 0 ? "where to?" : "an item can only be moved to one place");
}

/* Print as a note which keys of the item were removed, because items of `also:` do not have
 * them. */
static void remark_removed_keys(struct wp_context *context, const struct wp_item *item)
{
    struct wp_buf text = WP_BUF_INIT;

    for (size_t i = 0; i < WP_KEY_COUNT; i++) {
        enum wp_key key = wp_key_order[i];

        if ((wp_keys[key].where & WP_ON_ALSO) != 0 || wp_item_field(item, key) == NULL)
            continue;
        wp_buf_puts(&text, text.length > 0 ? ", " : "removed ");
        wp_buf_puts(&text, wp_keys[key].name);
    }
    if (text.length > 0) {
        wp_buf_puts(&text, ", which only items of the plan have");
        wp_context_remark(context, &text);
    }
    wp_buf_free(&text);
}

/* Print the moved items, and the percentages that have changed. `was` has the items before the
 * move, in the order of `moved`. */
static void print_moved(struct wp_locked_plan *change, const struct wp_item *const *was,
                        const struct wp_item *const *moved, size_t count)
{
    struct wp_context *context = change->context;

    wp_print_change(
        context, change->found.week, change->edit.after,
        &(struct wp_printed){.items = moved, .count = count, .was = was, .list = moved[0]->parent});
    wp_path_notes(context, &(struct wp_path_change){.before = change->found.week,
                                                    .after = change->edit.after,
                                                    .gone = was,
                                                    .gone_count = count,
                                                    .arrived = moved,
                                                    .arrived_count = count});
    for (size_t i = 0; i < count; i++) {
        if (moved[i]->progress.state != was[i]->progress.state)
            wp_change_remarks_inherited_state(context, moved[i]);
        if (wp_item_is_also(moved[i]) && !wp_item_is_also(was[i]))
            remark_removed_keys(context, was[i]);
    }
}

/* Append how an entry of `also:` that is the last one already becomes the last goal. */
static void put_last_goal(struct wp_buf *there, const struct wp_week *week)
{
    const struct wp_item *last = week->root.first;

    while (last != NULL && last->next != NULL)
        last = last->next;
    wp_buf_puts(there, last != NULL ? " (--after " : " (--top");
    if (last != NULL)
        wp_item_path(there, last);
    wp_buf_puts(there, " makes it the last goal)");
}

/* Print that the items are at the new position already. */
static void print_there(struct wp_context *context, const struct wp_week *week,
                        const struct wp_move *move)
{
    struct wp_buf there = WP_BUF_INIT;

    for (size_t i = 0; i < move->count; i++) {
        wp_buf_clear(&there);
        if (move->count == 1)
            wp_move_place_put_there(&there, move, move->items[i]);
        else
            wp_buf_puts(&there, "is already there");
        if (move->count == 1 && move->how == WP_OPT_BOTTOM && wp_item_is_also(move->items[i]))
            put_last_goal(&there, week);
        wp_print_change_none(context, move->items[i], there.data);
    }
    wp_buf_free(&there);
}

/* If the option is --also, remove the items of the list `also:` from `move`, and print that they
 * are in it already. */
static void leave_out_also(struct wp_context *context, struct wp_move *move)
{
    size_t kept = 0;

    if (move->how != WP_OPT_ALSO)
        return;
    for (size_t i = 0; i < move->count; i++) {
        if (wp_item_is_also(move->items[i]))
            wp_print_change_none(context, move->items[i], "is already besides the plan");
        else
            move->items[kept++] = move->items[i];
    }
    move->count = kept;
}

/* Print that the items are in the week of --to already. */
static void print_in_week(const struct wp_locked_plan *change, const struct wp_move *move)
{
    struct wp_context *context = change->context;
    struct wp_buf there = WP_BUF_INIT;

    wp_buf_puts(&there, change->found.week->later ? "is on " : "is in ");
    wp_context_name_week(&there, context, change->found.week->start);
    wp_buf_puts(&there, " already");
    for (size_t i = 0; i < move->count; i++)
        wp_print_change_none(context, move->items[i], there.data);
    wp_buf_free(&there);
}

/* Move the items within their week or list. */
static enum wp_status move_within(struct wp_locked_plan *change, struct wp_move *move,
                                  struct wp_error *error)
{
    const struct wp_week *week = change->found.week;
    struct wp_item_move *places = wp_memory_array(move->count + 1, sizeof *places);
    const struct wp_item **moved = wp_memory_array(move->count + 1, sizeof(struct wp_item *));
    enum wp_status status = wp_move_place_find_target(change->context, week, move, error);

    if (status == WP_OK)
        leave_out_also(change->context, move);
    if (status == WP_OK)
        status = wp_move_place_check(change->context, move, week, error);
    for (size_t i = 0; i < move->count && status == WP_OK; i++)
        places[i] = wp_move_place_of(move, week, move->items[i]);
    if (status == WP_OK)
        status = wp_move_items(&change->edit, week, places, move->count, moved, error);
    change->edited = status == WP_OK && change->edit.after != NULL;
    if (change->edited)
        print_moved(change, move->items, moved, move->count);
    else if (status == WP_OK)
        print_there(change->context, week, move);
    else
        wp_buf_clear(&change->context->out);
    free(moved);
    free(places);
    return status;
}

static enum wp_status move_items(struct wp_locked_plan *change, void *data, struct wp_error *error)
{
    struct wp_move *move = data;
    bool same = true;
    enum wp_status status = wp_refs_resolve_trees(change, WP_ACTS_ON_ALL | WP_ACTS_ON_ALSO,
                                                  &move->items, &move->count, error);

    if (status == WP_OK && move->to != NULL)
        status = wp_move_to_week(change, move, &same, error);
    if (status == WP_OK && same && move->how == WP_OPT_TO_WEEK)
        print_in_week(change, move);
    else if (status == WP_OK && same)
        status = move_within(change, move, error);
    free(move->items);
    move->items = NULL;
    return status;
}

static enum wp_status run_mv(struct wp_context *context, struct wp_error *error)
{
    struct wp_move move = {.how = WP_OPT_TO_WEEK};
    enum wp_status status = read_place(context, &move, error);

    return status == WP_OK ? wp_run_change(context, move_items, &move, WP_CHANGE_NEEDS_WEEK, error)
                           : status;
}

const struct wp_command wp_cmd_mv = {
    .name = "mv",
    .group = WP_GROUP_PLAN,
    .summary = "move items to another place",
    .arguments = "REF...",
    .candidates = WP_COMPLETE_ALL,
    .examples = "weekplan mv 3 --under capstone     # becomes its last subtask\n"
                "weekplan mv 1.2.3 --before 1.2.1   # another order\n"
                "weekplan mv 'round 4' --after 2    # becomes a goal, after goal 2\n"
                "weekplan mv 4 --top                # the first goal\n"
                "weekplan mv 4-6 2 --bottom         # the last goals, in this order\n"
                "weekplan mv 3 --also               # it was not planned: done besides\n"
                "weekplan mv +1 --under 2           # it was planned after all\n"
                "weekplan mv 3 --to later           # to the list for later\n"
                "weekplan mv -w later 2 --to this   # and back\n",
    .details = "Move items within their week, with their subtasks and their own comments. Only the "
               "indentation of their lines changes. Give one of --under, --before, --after, --top, "
               "--bottom and --also. Several items follow each other at the new place, in the "
               "order in which you name them. Nothing changes unless all of them can move.\n"
               "With --to the items move into another week, or into the list for later. They "
               "become the last goals there, unless --under, --before, --after or --top names a "
               "place in that week. Items that are there already stay where they are. The week is "
               "started if it does not exist. In their old week "
               "nothing of them is left; 'weekplan defer' leaves a trace.\n"
               "With --also items that are done and have no subtasks become some of those that "
               "were done besides the plan. Their weight, due day and other keys of the plan are "
               "removed.\n" WP_COMMAND_REF,
    .options =
        (const enum wp_option_id[]){WP_OPT_UNDER, WP_OPT_BEFORE, WP_OPT_AFTER, WP_OPT_TOP,
                                    WP_OPT_BOTTOM, WP_OPT_ALSO, WP_OPT_TO_WEEK, WP_OPT_COUNT},
    .words_min = 1,
    .words_max = SIZE_MAX,
    .plan = WP_PLAN_FILE,
    .later = WP_LATER_TAKES,
    .changes = true,
    .run = run_mv,
};
