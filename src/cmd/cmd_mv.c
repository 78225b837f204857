/* `mv`: move an item to another position in its week. */
#include "cmd/change.h"
#include "cmd/change_remarks.h"
#include "cmd/command.h"
#include "cmd/print_change.h"
#include "cmd/refs.h"

/* The item, and its new position. */
struct move {
    enum wp_option_id how; /* option of the new position: --under, --before, --after, --top */
    const struct wp_item *item;
    const struct wp_item *target; /* item that the option names; for --top the first goal */
    const struct wp_item *parent; /* new parent */
    const struct wp_item *before; /* new next sibling, or NULL for the last position */
};

/* Read the option of the new position. Return WP_USAGE unless exactly one is given. */
static enum wp_status read_place(const struct wp_context *context, struct move *move,
                                 struct wp_error *error)
{
    static const enum wp_option_id places[] = {WP_OPT_UNDER, WP_OPT_BEFORE, WP_OPT_AFTER,
                                               WP_OPT_TOP};
    size_t given = 0;
    size_t i;

    for (i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (!wp_given(&context->arguments, places[i]))
            continue;
        move->how = places[i];
        given++;
    }
    if (given == 1)
        return WP_OK;
    return wp_error_set(error, WP_USAGE, "%s (give one of --under, --before, --after, --top)",
                        given == 0 ? "where to?" : "an item can only be moved to one place");
}

/* Find the item and its new position. */
static enum wp_status find_place(struct wp_transaction *change, struct move *move,
                                 struct wp_error *error)
{
    struct wp_context *context = change->context;
    const struct wp_week *week = change->found.week;
    enum wp_status status = wp_refs_resolve(context, week, context->arguments.words[0],
                                            WP_ACTS_ON_ALL, &move->item, error);

    move->target = week->root.first;
    if (status == WP_OK && move->how != WP_OPT_TOP)
        status = wp_refs_resolve(context, week, wp_given_value(&context->arguments, move->how),
                                 WP_ACTS_ON_ALL, &move->target, error);
    if (status != WP_OK)
        return status;
    move->parent = move->how == WP_OPT_UNDER ? move->target
                   : move->how == WP_OPT_TOP ? &week->root
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

    if (!there || (move->target == move->item && move->how != WP_OPT_TOP))
        return false;
    if (move->how == WP_OPT_TOP) {
        wp_buf_puts(text, "is already the first goal");
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

static enum wp_status check_place(const struct wp_context *context, const struct move *move,
                                  struct wp_error *error)
{
    if (wp_item_within(move->target, move->item))
        return refuse_own(move, error);
    if (move->item->weekly && wp_item_depth(move->parent) > 0)
        return refuse_repeat(context, move->item, error);
    return wp_refs_check_parent(context, move->parent, error);
}

/* Return the first item after `item` and all items below it, in the order of the file, or NULL. */
static const struct wp_item *after_tree(const struct wp_item *item)
{
    while (item != NULL && item->next == NULL)
        item = item->parent;
    return item != NULL ? item->next : NULL;
}

/* Return the item after it was moved. The other items keep their order. So the index of the item
 * is the number of other items before its new position. */
static const struct wp_item *find_moved(const struct wp_week *week, const struct wp_week *after,
                                        const struct move *move)
{
    const struct wp_item *end = move->before != NULL ? move->before : after_tree(move->parent);
    const struct wp_item *item = &week->root;
    const struct wp_item *moved = &after->root;

    while (item != end) {
        bool moves = item == move->item;

        item = moves ? after_tree(item) : wp_item_after(item, &week->root);
        if (!moves)
            moved = wp_item_after(moved, &after->root);
    }
    return moved;
}

static void print_moved(struct wp_transaction *change, const struct move *move)
{
    const struct wp_week *week = change->found.week;
    const struct wp_item *moved = find_moved(week, change->edit.after, move);

    wp_print_change(change->context, week, change->edit.after,
                    &(struct wp_printed){.items = &moved, .count = 1, .was = move->item});
    if (moved->progress.state != move->item->progress.state)
        wp_change_remarks_inherited_state(change->context, moved);
}

static enum wp_status move_item(struct wp_transaction *change, void *data, struct wp_error *error)
{
    struct move *move = data;
    struct wp_buf there = WP_BUF_INIT;
    enum wp_status status = find_place(change, move, error);

    if (status == WP_OK && is_there(move, &there)) {
        wp_print_change_none(change->context, move->item, there.data);
        wp_buf_free(&there);
        return WP_OK;
    }
    if (status == WP_OK)
        status = check_place(change->context, move, error);
    if (status == WP_OK)
        status = wp_edit_move(&change->edit, change->found.week, move->item, move->parent,
                              move->before, error);
    change->edited = status == WP_OK;
    if (change->edited)
        print_moved(change, move);
    return status;
}

static enum wp_status run_mv(struct wp_context *context, struct wp_error *error)
{
    struct move move = {.how = WP_OPT_COUNT};
    enum wp_status status = read_place(context, &move, error);

    return status == WP_OK ? wp_change_plan(context, move_item, &move, WP_CHANGE_NEEDS_WEEK, error)
                           : status;
}

const struct wp_command wp_cmd_mv = {
    .name = "mv",
    .group = WP_GROUP_PLAN,
    .summary = "move an item to another place",
    .arguments = "REF",
    .candidates = WP_COMPLETE_ITEMS,
    .examples = "weekplan mv 3 --under capstone     # becomes its last subtask\n"
                "weekplan mv 1.2.3 --before 1.2.1   # another order\n"
                "weekplan mv 'round 4' --after 2    # becomes a goal, after goal 2\n"
                "weekplan mv 4 --top                # the first goal\n",
    .details = "Move an item within its week, with its subtasks and its own comments. Only the "
               "indentation of its lines changes. Give one of --under, --before, --after and "
               "--top.\n" WP_COMMAND_REF,
    .options = (const enum wp_option_id[]){WP_OPT_UNDER, WP_OPT_BEFORE, WP_OPT_AFTER, WP_OPT_TOP,
                                           WP_OPT_COUNT},
    .words_min = 1,
    .words_max = 1,
    .plan = WP_PLAN_FILE,
    .run = run_mv,
};
