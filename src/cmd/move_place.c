#include "cmd/move_place.h"

#include "cmd/refs.h"

/* Find the item of `week` that the option of the new position names. */
static enum wp_status find_target(struct wp_context *context, const struct wp_week *week,
                                  struct wp_move *move, struct wp_error *error)
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

enum wp_status wp_move_place_find(struct wp_context *context, const struct wp_week *week,
                                  struct wp_move *move, struct wp_error *error)
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

bool wp_move_place_is_there(const struct wp_move *move, struct wp_buf *text)
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
static enum wp_status refuse_own(const struct wp_move *move, struct wp_error *error)
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

enum wp_status wp_move_place_check(const struct wp_context *context, const struct wp_move *move,
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

const struct wp_item *wp_move_place_find_moved(const struct wp_week *week,
                                               const struct wp_week *after,
                                               const struct wp_move *move)
{
    /* The other items keep their order. So the index of the moved item is the number of other
     * items before its new position. */
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
