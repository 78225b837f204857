#include "cmd/move_place.h"

#include "cmd/refs.h"

enum wp_status wp_move_place_find_target(struct wp_context *context, const struct wp_week *week,
                                         struct wp_move *move, struct wp_error *error)
{
    unsigned acts_on =
        move->how == WP_OPT_UNDER ? WP_ACTS_ON_ALL : WP_ACTS_ON_ALL | WP_ACTS_ON_ALSO;

    move->target = NULL;
    return wp_move_place_has_target(move)
               ? wp_refs_resolve(context, week, wp_given_value(&context->arguments, move->how),
                                 acts_on, &move->target, error)
               : WP_OK;
}

bool wp_move_place_has_target(const struct wp_move *move)
{
    return move->how == WP_OPT_UNDER || move->how == WP_OPT_BEFORE || move->how == WP_OPT_AFTER;
}

bool wp_move_place_is_also(const struct wp_move *move, const struct wp_item *item)
{
    switch (move->how) {
    case WP_OPT_ALSO:
        return true;
    case WP_OPT_BOTTOM:
    case WP_OPT_TO_WEEK:
        return wp_item_is_also(item);
    default:
        return move->target != NULL && wp_item_is_also(move->target);
    }
}

struct wp_item_move wp_move_place_of(const struct wp_move *move, const struct wp_week *week,
                                     const struct wp_item *item)
{
    struct wp_item_move place = {.item = item};

    if (move->how == WP_OPT_UNDER)
        place.parent = move->target;
    else if (move->target != NULL)
        place.parent = move->target->parent;
    else
        place.parent = wp_move_place_is_also(move, item) ? &week->also : &week->root;
    if (move->how == WP_OPT_TOP)
        place.before = week->root.first;
    else if (move->how == WP_OPT_BEFORE)
        place.before = move->target;
    else if (move->how == WP_OPT_AFTER && move->target != NULL)
        place.before = move->target->next;
    return place;
}

void wp_move_place_put_there(struct wp_buf *text, const struct wp_move *move,
                             const struct wp_item *item)
{
    bool also = wp_move_place_is_also(move, item);

    switch (move->how) {
    case WP_OPT_ALSO:
        wp_buf_puts(text, "is already besides the plan");
        return;
    case WP_OPT_TOP:
        wp_buf_puts(text, "is already the first goal");
        return;
    case WP_OPT_BOTTOM:
        wp_buf_puts(text, also ? "is already the last of what was done besides"
                               : "is already the last goal");
        return;
    default:
        wp_buf_puts(text, move->how == WP_OPT_UNDER    ? "is already under "
                          : move->how == WP_OPT_BEFORE ? "is already directly before "
                                                       : "is already directly after ");
        wp_item_path(text, move->target);
    }
}

/* Return WP_USAGE if the new position is in or below the item itself. */
static enum wp_status refuse_own(const struct wp_move *move, const struct wp_item *item,
                                 struct wp_error *error)
{
    struct wp_buf why = WP_BUF_INIT;

    wp_item_path(&why, item);
    wp_buf_puts(&why, " cannot go ");
    wp_buf_puts(&why, move->how == WP_OPT_UNDER    ? "under "
                      : move->how == WP_OPT_BEFORE ? "before "
                                                   : "behind ");
    if (move->target == item) {
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

/* Return WP_USAGE if an item cannot be at its new position. */
static enum wp_status check_item(const struct wp_context *context, const struct wp_move *move,
                                 const struct wp_item_move *place, struct wp_error *error)
{
    const struct wp_item *item = place->item;
    bool to_also = place->parent->seq_key == WP_KEY_ALSO && !wp_item_is_also(item);

    if (move->target != NULL && wp_item_within(move->target, item))
        return refuse_own(move, item, error);
    if (to_also && (context->later || item->first != NULL || item->progress.state != WP_DONE))
        return refuse_as_also(context, item, error);
    if (item->weekly && wp_item_depth(place->parent) > 0)
        return refuse_repeat(context, item, error);
    return wp_refs_check_parent(context, place->parent, error);
}

enum wp_status wp_move_place_check(const struct wp_context *context, const struct wp_move *move,
                                   const struct wp_week *week, struct wp_error *error)
{
    enum wp_status status = WP_OK;

    for (size_t i = 0; i < move->count && status == WP_OK; i++) {
        const struct wp_item_move place = wp_move_place_of(move, week, move->items[i]);

        status = check_item(context, move, &place, error);
    }
    return status;
}
