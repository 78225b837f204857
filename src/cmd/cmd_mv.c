/* `mv`: move an item to another position in its week, between the plan and `also:`, or into another
 * week or the list for later. */
#include "cmd/change.h"
#include "cmd/change_remarks.h"
#include "cmd/command.h"
#include "cmd/plan_input.h"
#include "cmd/print_change.h"
#include "cmd/refs.h"
#include "cmd/start_week.h"
#include "edit/copy_items.h"
#include "edit/patch_append.h"
#include "edit/patched_input.h"
#include "plan/keys.h"

/* The item, and its new position. */
struct move {
    enum wp_option_id
        /* option of the new position: --under, --before, --after, --top or --also;
         * WP_OPT_TO_WEEK if none of them is given with --to: then the position is the end of the
         * goals, or of `also:` for an item of `also:` */
        how;
    const char *to; /* value of --to; NULL if not given */
    const struct wp_item *item;
    /* item that the option names; for --top the first goal; NULL for --also and if there is none */
    const struct wp_item *target;
    const struct wp_item *parent; /* new parent */
    const struct wp_item *before; /* new next sibling, or NULL for the last position */
};

/* Read the option of the new position. Return WP_USAGE unless exactly one is given. */
static enum wp_status read_place(const struct wp_context *context, struct move *move,
                                 struct wp_error *error)
{
    static const enum wp_option_id places[] = {WP_OPT_UNDER, WP_OPT_BEFORE, WP_OPT_AFTER,
                                               WP_OPT_TOP, WP_OPT_ALSO};
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
    if (given == 1 || (given == 0 && move->to != NULL))
        return WP_OK;
    return wp_error_set(error, WP_USAGE,
                        "%s (give one of --under, --before, --after, --top, --also, or --to)",
                        given == 0 ? "where to?" : "an item can only be moved to one place");
}

/* Find the item of `week` that the option of the new position names. */
static enum wp_status find_target(struct wp_context *context, const struct wp_week *week,
                                  struct move *move, struct wp_error *error)
{
    unsigned acts_on =
        move->how == WP_OPT_UNDER ? WP_ACTS_ON_ALL : WP_ACTS_ON_ALL | WP_ACTS_ON_ALSO;

    move->target = NULL;
    if (move->how == WP_OPT_ALSO || move->how == WP_OPT_TO_WEEK)
        return WP_OK;
    if (move->how == WP_OPT_TOP) {
        move->target = week->root.first;
        return WP_OK;
    }
    return wp_refs_resolve(context, week, wp_given_value(&context->arguments, move->how), acts_on,
                           &move->target, error);
}

/* Find the new position of the item in `week`. */
static enum wp_status find_place(struct wp_context *context, const struct wp_week *week,
                                 struct move *move, struct wp_error *error)
{
    enum wp_status status = find_target(context, week, move, error);
    bool to_also =
        move->how == WP_OPT_ALSO || (move->how == WP_OPT_TO_WEEK && wp_item_is_also(move->item));

    if (status != WP_OK)
        return status;
    move->parent = to_also                                                  ? &week->also
                   : move->how == WP_OPT_TOP || move->how == WP_OPT_TO_WEEK ? &week->root
                   : move->how == WP_OPT_UNDER                              ? move->target
                                                                            : move->target->parent;
    move->before = move->how == WP_OPT_UNDER   ? NULL
                   : move->how == WP_OPT_AFTER ? move->target->next
                                               : move->target;
    return WP_OK;
}

/* Whether the item is at the new position already. Append a description of the position to
 * `text`. */
static bool is_there(const struct move *move, struct wp_buf *text)
{
    bool there = move->item->parent == move->parent &&
                 (move->item->next == move->before || move->item == move->before);

    if (move->parent->seq_key == WP_KEY_ALSO && move->target == NULL &&
        move->item->parent == move->parent) {
        wp_buf_puts(text, "is already besides the plan");
        return true;
    }
    if (!there || (move->target == move->item && move->how != WP_OPT_TOP))
        return false;
    if (move->how == WP_OPT_TOP || move->how == WP_OPT_TO_WEEK) {
        wp_buf_puts(text, move->how == WP_OPT_TOP ? "is already the first goal"
                                                  : "is already the last goal");
        return true;
    }
    wp_buf_puts(text, move->how == WP_OPT_UNDER    ? "is already under "
                      : move->how == WP_OPT_BEFORE ? "is already directly before "
                                                   : "is already directly after ");
    wp_item_path(text, move->target);
    return true;
}

/* Return WP_USAGE if the new position is in or below the item itself. */
static enum wp_status refuse_own(const struct move *move, struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    wp_item_path(&why, move->item);
    wp_buf_puts(&why, " cannot go ");
    wp_buf_puts(&why, move->how == WP_OPT_UNDER    ? "under "
                      : move->how == WP_OPT_BEFORE ? "before "
                                                   : "behind ");
    if (move->target == move->item) {
        wp_buf_puts(&why, "itself");
    } else {
        wp_item_path(&why, move->target);
        wp_buf_puts(&why, ", which is one of its own subtasks");
    }
    return wp_context_refuse(&why, error);
}

/* Return WP_USAGE if a goal with `repeat:` would become a subtask. */
static enum wp_status refuse_repeat(const struct wp_context *context, const struct wp_item *item,
                                    struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    wp_item_path(&why, item);
    wp_buf_puts(&why, " repeats weekly, and only a goal can repeat (");
    wp_context_name_command(&why, context, "set", item);
    wp_buf_puts(&why, " repeat= takes that out)");
    return wp_context_refuse(&why, error);
}

/* Return WP_USAGE for an item that cannot be in the list `also:`, because it has subtasks, is not
 * done, or is in the list for later. */
static enum wp_status refuse_as_also(const struct wp_context *context, const struct wp_item *item,
                                     struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    wp_item_path(&why, item);
    if (context->later) {
        wp_buf_puts(&why, " is in the list for later, and only a week has what was done besides");
    } else if (item->first != NULL) {
        wp_buf_puts(&why, " has subtasks, and what was done besides has none (move them first)");
    } else {
        wp_buf_puts(&why, " is not done, so it was not done besides the plan (");
        wp_context_name_command(&why, context, "done", item);
        wp_buf_puts(&why, " ticks it off)");
    }
    return wp_context_refuse(&why, error);
}

/* Return WP_USAGE if the item cannot be at its new position, in the selected week. */
static enum wp_status check_place(const struct wp_context *context, const struct move *move,
                                  struct wp_error *error)
{
    const struct wp_item *item = move->item;
    bool to_also = move->parent->seq_key == WP_KEY_ALSO && !wp_item_is_also(item);

    if (move->target != NULL && wp_item_within(move->target, item))
        return refuse_own(move, error);
    if (to_also && (context->later || item->first != NULL || item->progress.state != WP_DONE))
        return refuse_as_also(context, item, error);
    if (item->weekly && wp_item_depth(move->parent) > 0)
        return refuse_repeat(context, item, error);
    return wp_refs_check_parent(context, move->parent, error);
}

/* Return the first item of the week after `item` and all items below it, or NULL. */
static const struct wp_item *after_tree(const struct wp_week *week, const struct wp_item *item)
{
    while (item->next == NULL && item->parent != NULL)
        item = item->parent;
    return item == &week->root ? week->also.first : item->next;
}

/* Return the item after it was moved. The other items keep their order. So the index of the item
 * is the number of other items before its new position. */
static const struct wp_item *find_moved(const struct wp_week *week, const struct wp_week *after,
                                        const struct move *move)
{
    const struct wp_item *end =
        move->before != NULL ? move->before : after_tree(week, move->parent);
    const struct wp_item *item = wp_week_item_after(week, NULL);
    const struct wp_item *moved = wp_week_item_after(after, NULL);

    while (item != end) {
        bool moves = item == move->item;

        item = moves ? after_tree(week, item) : wp_week_item_after(week, item);
        if (!moves)
            moved = wp_week_item_after(after, moved);
    }
    return moved;
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

static void print_moved(struct wp_transaction *change, const struct move *move)
{
    const struct wp_week *week = change->found.week;
    const struct wp_item *moved = find_moved(week, change->edit.after, move);

    wp_print_change(change->context, week, change->edit.after,
                    &(struct wp_printed){.items = &moved, .count = 1, .was = move->item});
    if (moved->progress.state != move->item->progress.state)
        wp_change_remarks_inherited_state(change->context, moved);
    if (wp_item_is_also(moved) && !wp_item_is_also(move->item))
        remark_removed_keys(change->context, move->item);
}

/* Move the item within its week or list. */
static enum wp_status move_within(struct wp_transaction *change, struct move *move,
                                  struct wp_error *error)
{
    const struct wp_week *week = change->found.week;
    struct wp_buf there = WP_BUF_INIT;
    enum wp_status status = find_place(change->context, week, move, error);

    if (status == WP_OK && is_there(move, &there)) {
        wp_print_change_none(change->context, move->item, there.data);
        wp_buf_free(&there);
        return WP_OK;
    }
    if (status == WP_OK)
        status = check_place(change->context, move, error);
    if (status == WP_OK)
        status = wp_edit_move(&change->edit, week, move->item, move->parent, move->before, error);
    change->edited = status == WP_OK;
    if (change->edited)
        print_moved(change, move);
    return status;
}

/* The week or list that an item moves to, while it is selected in the context. */
struct destination {
    struct wp_found found; /* the week or list; found.week is owned; NULL if it has to be started */
    wp_day start;          /* first day of the week; WP_NO_DAY for the list for later */
    struct wp_edit edit;   /* edit of the week or list, made from the file without the item */
};

/* Return WP_USAGE if the item would move from or to `also:`. It can do that only within its week.
 */
static enum wp_status check_lists(const struct wp_context *context, const struct move *move,
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
                                       struct wp_plan *plan, struct move *move,
                                       struct wp_error *error)
{
    bool names_item =
        move->how == WP_OPT_UNDER || move->how == WP_OPT_BEFORE || move->how == WP_OPT_AFTER;
    enum wp_status status = wp_plan_input_find(context, plan, &there->found, error);

    if (status == WP_OK) {
        there->start = there->found.week->start;
        return find_place(context, there->found.week, move, error);
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
static enum wp_status check_destination(struct wp_transaction *change, struct move *move,
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
        status = check_place(context, move, error);
out:
    wp_week_free(there.found.week);
    return status;
}

/* Copy the item into the selected week or list of `plan`, the plan without the item. */
static enum wp_status copy_to_destination(struct destination *there, struct wp_transaction *change,
                                          const struct wp_input *input, struct move *move,
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
static void print_transferred(struct wp_transaction *change, const struct destination *there,
                              const struct move *move)
{
    struct wp_context *context = change->context;
    const struct wp_week *after = there->edit.after;
    const struct wp_item *moved;

    if (there->found.week != NULL)
        moved = find_moved(there->found.week, after, move);
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
static enum wp_status transfer(struct wp_transaction *change, struct move *move,
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

static enum wp_status move_item(struct wp_transaction *change, void *data, struct wp_error *error)
{
    struct wp_context *context = change->context;
    const char *week = context->week_name;
    struct move *move = data;
    struct wp_error ignored;
    bool same = true;
    enum wp_status status =
        wp_refs_resolve(context, change->found.week, context->arguments.words[0],
                        WP_ACTS_ON_ALL | WP_ACTS_ON_ALSO, &move->item, error);

    if (status == WP_OK && move->to != NULL) {
        status = wp_context_select(context, "--to", move->to, error);
        if (status == WP_OK)
            status = check_destination(change, move, &same, error);
        if (status == WP_OK && !same)
            status = transfer(change, move, error);
        (void)wp_context_select(context, "--week", week, &ignored);
    }
    return status == WP_OK && same ? move_within(change, move, error) : status;
}

static enum wp_status run_mv(struct wp_context *context, struct wp_error *error)
{
    struct move move = {.how = WP_OPT_TO_WEEK};
    enum wp_status status = read_place(context, &move, error);

    return status == WP_OK ? wp_change_plan(context, move_item, &move, WP_CHANGE_NEEDS_WEEK, error)
                           : status;
}

const struct wp_command wp_cmd_mv = {
    .name = "mv",
    .group = WP_GROUP_PLAN,
    .summary = "move an item to another place",
    .arguments = "REF",
    .candidates = WP_COMPLETE_ALL,
    .examples = "weekplan mv 3 --under capstone     # becomes its last subtask\n"
                "weekplan mv 1.2.3 --before 1.2.1   # another order\n"
                "weekplan mv 'round 4' --after 2    # becomes a goal, after goal 2\n"
                "weekplan mv 4 --top                # the first goal\n"
                "weekplan mv 3 --also               # it was not planned: done besides\n"
                "weekplan mv +1 --under 2           # it was planned after all\n"
                "weekplan mv 3 --to later           # to the list for later\n"
                "weekplan mv -w later 2 --to this   # and back\n",
    .details = "Move an item within its week, with its subtasks and its own comments. Only the "
               "indentation of its lines changes. Give one of --under, --before, --after, --top "
               "and --also.\n"
               "With --to the item moves into another week, or into the list for later. It becomes "
               "the last goal there, unless --under, --before, --after or --top names a place in "
               "that week. The week is started if it does not exist. In its old week nothing of "
               "it is left; 'weekplan defer' leaves a trace.\n"
               "With --also an item that is done and has no subtasks becomes one of those that "
               "were done besides the plan. Its weight, due day and other keys of the plan are "
               "removed.\n" WP_COMMAND_REF,
    .options = (const enum wp_option_id[]){WP_OPT_UNDER, WP_OPT_BEFORE, WP_OPT_AFTER, WP_OPT_TOP,
                                           WP_OPT_ALSO, WP_OPT_TO_WEEK, WP_OPT_COUNT},
    .words_min = 1,
    .words_max = 1,
    .plan = WP_PLAN_FILE,
    .later = WP_LATER_TAKES,
    .run = run_mv,
};
