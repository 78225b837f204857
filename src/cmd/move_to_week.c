#include "cmd/move_to_week.h"

#include "cmd/change_remarks.h"
#include "cmd/plan_input.h"
#include "cmd/print_change.h"
#include "cmd/start_week.h"
#include "edit/copy_items.h"
#include "edit/patch_append.h"
#include "edit/patched_input.h"

/* The week or list that an item moves to, while it is selected in the context. */
struct destination {
    struct wp_found found; /* the week or list; found.week is owned; NULL if it has to be started */
    wp_day start;          /* first day of the week; WP_NO_DAY for the list for later */
    struct wp_edit edit;   /* edit of the week or list, made from the file without the item */
};

/* Return WP_USAGE if the item would move from or to `also:`. It can do that only within its week.
 */
static enum wp_status check_lists(const struct wp_context *context, const struct wp_move *move,
                                  bool to_also, struct wp_error *error)
{
    bool also = wp_item_is_also(move->item);
    struct wp_buf why = WP_BUF_INIT;

    if (also == to_also && !(also && context->later))
        return WP_OK;
    wp_item_path(&why, move->item);
    wp_buf_puts(&why, !also ? " can only become one of what was done besides in its own week (give "
                              "--to alone first)"
                      : context->later ? " was done, so it is not for later"
                                       : " was done besides the plan, and stays that in another "
                                         "week (give --to alone)");
    return wp_context_refuse(&why, error);
}

/* Return WP_USAGE if the other week has an id of the item or of its subtasks. */
static enum wp_status check_ids_there(const struct wp_context *context, const struct wp_week *week,
                                      const struct wp_item *top, struct wp_error *error)
{
    for (const struct wp_item *item = top; item != NULL; item = wp_item_after(item, top)) {
        const struct wp_item *other = NULL;
        struct wp_buf why = WP_BUF_INIT;

        while (item->id.length > 0 && (other = wp_week_item_after(week, other)) != NULL)
            if (wp_str_equal(other->id, item->id))
                break;
        if (item->id.length == 0 || other == NULL)
            continue;
        wp_buf_append(&why, item->id);
        wp_buf_puts(&why, " is already the id of ");
        wp_item_path(&why, other);
        wp_buf_puts(&why, " in ");
        wp_context_name_week(&why, context, week->start);
        wp_buf_puts(&why, " (");
        wp_context_name_command(&why, context, "set", other);
        wp_buf_puts(&why, " id= takes it out there)");
        return wp_context_refuse(&why, error);
    }
    return WP_OK;
}

/* Find the selected week or list in the plan, and the position of the item in it. */
static enum wp_status find_destination(struct destination *there, struct wp_context *context,
                                       struct wp_plan *plan, struct wp_move *move,
                                       struct wp_error *error)
{
    bool names_item =
        move->how == WP_OPT_UNDER || move->how == WP_OPT_BEFORE || move->how == WP_OPT_AFTER;
    enum wp_status status = wp_plan_input_find(context, plan, &there->found, error);

    if (status == WP_OK) {
        there->start = there->found.week->start;
        return wp_move_place_find(context, there->found.week, move, error);
    }
    if (status != WP_MISSING)
        return status;
    there->start = context->later ? WP_NO_DAY : wp_plan_input_week_start(context, &there->found);
    if (names_item)
        return wp_plan_input_no_week(context, &there->found, error);
    return context->later ? WP_OK
                          : wp_start_week_check_room(context, &there->found, there->start, error);
}

/* Check that the item can move to the selected week or list. */
static enum wp_status check_destination(struct wp_locked_plan *change, struct wp_move *move,
                                        bool *same, struct wp_error *error)
{
    struct wp_context *context = change->context;
    struct destination there = {.start = WP_NO_DAY};
    enum wp_status status = find_destination(&there, context, change->plan, move, error);
    bool to_also;
    const struct wp_week *week = there.found.week;

    *same = status == WP_OK && week != NULL && there.start == change->found.week->start;
    if (status != WP_OK || *same)
        goto out;
    to_also = week != NULL ? move->parent->seq_key == WP_KEY_ALSO
                           : move->how == WP_OPT_ALSO ||
                                 (move->how == WP_OPT_TO_WEEK && wp_item_is_also(move->item));
    status = check_lists(context, move, to_also, error);
    if (status == WP_OK && week != NULL)
        status = check_ids_there(context, week, move->item, error);
    if (status == WP_OK && week != NULL)
        status = wp_move_place_check(context, move, error);
out:
    wp_week_free(there.found.week);
    return status;
}

/* Copy the item into the selected week or list of `plan`, the plan without the item. */
static enum wp_status copy_to_destination(struct destination *there, struct wp_locked_plan *change,
                                          const struct wp_input *input, struct wp_move *move,
                                          struct wp_error *error)
{
    const struct wp_week *week = change->found.week;
    struct wp_item alone = *move->item;
    struct wp_plan *plan = NULL;
    enum wp_status status = wp_plan_open(&plan, input, error);

    alone.next = NULL;
    if (status == WP_OK)
        status = find_destination(there, change->context, plan, move, error);
    if (status == WP_OK && there->found.week != NULL)
        status = wp_edit_copy_item(&there->edit, there->found.week, week, move->item, move->parent,
                                   move->before, error);
    else if (status == WP_OK)
        status = wp_edit_new_week_of_copies(&there->edit, input, &there->found, there->start, week,
                                            &alone, error);
    wp_plan_close(plan);
    return status;
}

/* Print the item in the week or list that has it now, and both percentages. */
static void print_transferred(struct wp_locked_plan *change, const struct destination *there,
                              const struct wp_move *move)
{
    struct wp_context *context = change->context;
    const struct wp_week *after = there->edit.after;
    const struct wp_item *moved;

    if (there->found.week != NULL)
        moved = wp_move_place_find_moved(there->found.week, after, move);
    else
        moved = wp_week_item_after(after, NULL);
    if (there->found.week == NULL)
        wp_start_week_remark(change, there->start);
    wp_print_change(
        context, there->found.week, after,
        &(struct wp_printed){
            .items = &moved, .count = 1, .was = move->item, .week_line = WP_WEEK_LINE_DATED});
    wp_print_change(context, change->found.week, change->edit.after,
                    &(struct wp_printed){.week_line = WP_WEEK_LINE_DATED});
    wp_change_remarks_inherited_state(context, moved);
    wp_change_remarks_week_off(context, after);
}

/* Remove the item from its week, and copy it into the selected week or list. */
static enum wp_status transfer(struct wp_locked_plan *change, struct wp_move *move,
                               struct wp_error *error)
{
    struct wp_edit *edit = &change->edit;
    struct wp_patched_input patched = {&change->input, &edit->patch};
    struct destination there = {.start = WP_NO_DAY};
    enum wp_status status = wp_edit_remove(edit, change->found.week, &move->item, 1, error);

    if (status == WP_OK) {
        const struct wp_input input = wp_patched_input(&patched);

        status = copy_to_destination(&there, change, &input, move, error);
    }
    if (status == WP_OK)
        status = wp_patch_append(&edit->patch, &there.edit.patch, edit->arena, error);
    change->edited = status == WP_OK;
    if (change->edited)
        print_transferred(change, &there, move);
    wp_edit_free(&there.edit);
    wp_week_free(there.found.week);
    return status;
}

enum wp_status wp_move_to_week(struct wp_locked_plan *change, struct wp_move *move, bool *same,
                               struct wp_error *error)
{
    struct wp_context *context = change->context;
    const char *week = context->week_name;
    struct wp_error ignored;
    enum wp_status status = wp_context_select(context, "--to", move->to, error);

    if (status == WP_OK)
        status = check_destination(change, move, same, error);
    if (status == WP_OK && !*same)
        status = transfer(change, move, error);
    (void)wp_context_select(context, "--week", week, &ignored);
    return status;
}
