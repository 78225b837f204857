#include "cmd/move_to_week.h"

#include <stdlib.h>

#include "base/memory.h"
#include "cmd/change_remarks.h"
#include "cmd/overdue_note.h"
#include "cmd/path_notes.h"
#include "cmd/plan_input.h"
#include "cmd/print_change.h"
#include "cmd/start_week.h"
#include "edit/copy_items.h"
#include "edit/patch_append.h"
#include "edit/patched_input.h"
#include "edit/successive_edits.h"

/* The week or list that the items move to, while it is selected in the context. */
struct destination {
    struct wp_found found; /* the week or list; found.week is owned; NULL if it has to be started */
    wp_day start;          /* first day of the week; WP_NO_DAY for the list for later */
    struct wp_edit edit;   /* edit of the week or list, made from the file without the items */
};

/* Return WP_USAGE if an item would move from or to the list `also:`. An item can do that only
 * within its week. */
static enum wp_status check_kept_list(const struct wp_context *context, const struct wp_move *move,
                                      const struct wp_item *item, struct wp_error *error)
{
    bool also = wp_item_is_also(item);
    struct wp_buf why = WP_BUF_INIT;

    if (also == wp_move_place_is_also(move, item) && !(also && context->later))
        return WP_OK;
    wp_item_path(&why, item);
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

/* Find the selected week or list in the plan, and the item in it that names the new position. */
static enum wp_status find_destination(struct destination *there, struct wp_context *context,
                                       struct wp_plan *plan, struct wp_move *move,
                                       struct wp_error *error)
{
    enum wp_status status = wp_plan_input_find(context, plan, &there->found, error);

    move->target = NULL;
    if (status == WP_OK) {
        there->start = there->found.week->start;
        return wp_move_place_find_target(context, there->found.week, move, error);
    }
    if (status != WP_MISSING)
        return status;
    there->start = context->later ? WP_NO_DAY : wp_plan_input_week_start(context, &there->found);
    if (wp_move_place_has_target(move))
        return wp_plan_input_no_week(context, &there->found, error);
    return context->later ? WP_OK
                          : wp_start_week_check_room(context, &there->found, there->start, error);
}

/* Check that the items can move to the selected week or list. */
static enum wp_status check_destination(struct wp_locked_plan *change, struct wp_move *move,
                                        bool *same, struct wp_error *error)
{
    struct wp_context *context = change->context;
    struct destination there = {.start = WP_NO_DAY};
    enum wp_status status = find_destination(&there, context, change->plan, move, error);
    const struct wp_week *week = there.found.week;

    *same = status == WP_OK && week != NULL && there.start == change->found.week->start;
    if (status != WP_OK || *same)
        goto out;
    for (size_t i = 0; i < move->count && status == WP_OK; i++) {
        status = check_kept_list(context, move, move->items[i], error);
        if (status == WP_OK && week != NULL)
            status = check_ids_there(context, week, move->items[i], error);
    }
    if (status == WP_OK && week != NULL)
        status = wp_move_place_check(context, move, week, error);
out:
    wp_week_free(there.found.week);
    return status;
}

/* Fill `copies` with those items to move that are in the list `also:`, or with those that are not,
 * and link them. Return their number. */
static size_t link_items(struct wp_item *copies, const struct wp_move *move, bool also)
{
    size_t count = 0;

    for (size_t i = 0; i < move->count; i++) {
        if (wp_item_is_also(move->items[i]) != also)
            continue;
        copies[count] = *move->items[i];
        copies[count].next = NULL;
        if (count > 0)
            copies[count - 1].next = &copies[count];
        count++;
    }
    return count;
}

/* Copy the items that are in the list `also:`, or those that are not, into the destination after
 * the edits of the sequence. If the destination is not in the plan, start it. */
static enum wp_status copy_list(struct wp_successive_edits *sequence, struct destination *there,
                                const struct wp_input *input, const struct wp_week *source,
                                const struct wp_move *move, bool also, struct wp_error *error)
{
    struct wp_item *copies = wp_memory_array(move->count, sizeof *copies);
    const struct wp_week *week = wp_successive_edits_week(sequence);
    struct wp_edit edit = {.after = NULL};
    enum wp_status status = WP_OK;

    if (link_items(copies, move, also) == 0)
        goto out;
    if (week != NULL) {
        const struct wp_item_move place = wp_move_place_of(move, week, &copies[0]);

        status = wp_edit_copy_items_before(&edit, week, source, copies, place.parent, place.before,
                                           error);
    } else {
        status = wp_edit_new_week_of_copies(&edit, input, &there->found, there->start, source,
                                            copies, error);
    }
    if (status == WP_OK)
        status = wp_successive_edits_add(sequence, &edit, error);
out:
    wp_edit_free(&edit);
    free(copies);
    return status;
}

/* Copy the items into the selected week or list of `plan`, the plan without the items. */
static enum wp_status copy_to_destination(struct destination *there, struct wp_locked_plan *change,
                                          const struct wp_input *input, struct wp_move *move,
                                          struct wp_error *error)
{
    const struct wp_week *source = change->found.week;
    struct wp_plan *plan = NULL;
    struct wp_successive_edits sequence = wp_successive_edits_of(NULL);
    enum wp_status status = wp_plan_open(&plan, input, error);

    if (status == WP_OK)
        status = find_destination(there, change->context, plan, move, error);
    sequence = wp_successive_edits_of(there->found.week);
    if (status == WP_OK)
        status = copy_list(&sequence, there, input, source, move, false, error);
    if (status == WP_OK)
        status = copy_list(&sequence, there, input, source, move, true, error);
    if (status == WP_OK)
        wp_successive_edits_finish(&sequence, &there->edit);
    wp_successive_edits_free(&sequence);
    wp_plan_close(plan);
    return status;
}

/* Return the first of the moved items that are in the same list of the new week as `item` is
 * now. */
static const struct wp_item *find_first_moved(const struct destination *there,
                                              const struct wp_move *move,
                                              const struct wp_item *item)
{
    const struct wp_week *week = there->found.week;
    const struct wp_week *after = there->edit.after;
    const struct wp_item *moved = wp_item_is_also(item) ? after->also.first : after->root.first;
    struct wp_item_move place;

    if (week == NULL)
        return moved;
    place = wp_move_place_of(move, week, item);
    if (place.parent->parent != NULL)
        moved = wp_item_counterpart(after, place.parent)->first;
    for (const struct wp_item *other = place.parent->first; other != place.before;
         other = other->next)
        moved = moved->next;
    return moved;
}

/* Fill `moved` with the items as they are in their new week or list. */
static void find_moved(const struct destination *there, const struct wp_move *move,
                       const struct wp_item **moved)
{
    const struct wp_item *next[2] = {NULL, NULL}; /* next moved item of the plan, and of `also:` */

    for (size_t i = 0; i < move->count; i++) {
        bool also = wp_item_is_also(move->items[i]);

        if (next[also] == NULL)
            next[also] = find_first_moved(there, move, move->items[i]);
        moved[i] = next[also];
        next[also] = next[also]->next;
    }
}

/* Print as notes which other items of both weeks have new paths. */
static void note_new_paths(const struct wp_locked_plan *change, const struct destination *there,
                           const struct wp_move *move, const struct wp_item *const *moved)
{
    wp_path_notes(change->context, &(struct wp_path_change){.before = change->found.week,
                                                            .after = change->edit.after,
                                                            .gone = move->items,
                                                            .gone_count = move->count,
                                                            .names_week = true});
    if (there->found.week != NULL)
        wp_path_notes(change->context, &(struct wp_path_change){.before = there->found.week,
                                                                .after = there->edit.after,
                                                                .arrived = moved,
                                                                .arrived_count = move->count,
                                                                .names_week = true});
}

/* Print the items as they are in their new week or list, and both percentages. */
static void print_transferred(struct wp_locked_plan *change, const struct destination *there,
                              const struct wp_move *move)
{
    struct wp_context *context = change->context;
    const struct wp_week *after = there->edit.after;
    const struct wp_item **moved = wp_memory_array(move->count, sizeof(struct wp_item *));

    find_moved(there, move, moved);
    if (there->found.week == NULL)
        wp_start_week_remark(change, there->start);
    wp_print_change(context, there->found.week, after,
                    &(struct wp_printed){.items = moved,
                                         .count = move->count,
                                         .was = move->items,
                                         .list = moved[0]->parent,
                                         .week_line = WP_WEEK_LINE_DATED});
    wp_print_change(context, change->found.week, change->edit.after,
                    &(struct wp_printed){.week_line = WP_WEEK_LINE_DATED});
    note_new_paths(change, there, move, moved);
    for (size_t i = 0; i < move->count; i++) {
        wp_change_remarks_inherited_state(context, moved[i]);
        if (after->later)
            wp_change_remarks_closed_for_later(context, moved[i]);
        else
            wp_change_remarks_done_day(context, moved[i], after->start, false);
    }
    wp_overdue_note_put(context, after, moved, move->count);
    wp_change_remarks_week_off(context, after);
    free(moved);
}

/* Remove the items from their week, and copy them into the selected week or list. */
static enum wp_status transfer(struct wp_locked_plan *change, struct wp_move *move,
                               struct wp_error *error)
{
    struct wp_edit *edit = &change->edit;
    struct wp_patched_input patched = {&change->input, &edit->patch};
    struct destination there = {.start = WP_NO_DAY};
    enum wp_status status =
        wp_edit_remove(edit, change->found.week, move->items, move->count, error);

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
