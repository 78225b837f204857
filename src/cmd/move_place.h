/*
 * The new position of an item that `mv` moves, and whether the item can be there.
 */
#ifndef CMD_MOVE_PLACE_H
#define CMD_MOVE_PLACE_H

#include "cmd/locked_plan.h"

/* The item, and its new position. */
struct wp_move {
    enum wp_option_id
        /* option of the new position: --under, --before, --after, --top or --also;
         * WP_OPT_TO_WEEK if none of them is given with --to: then the position is the end of the
         * goals, or of `also:` for an item of `also:` */
        how;
    const char *to; /* value of --to; NULL if not given */
    const struct wp_item *item;
    /* the item that the option names; for --top the first goal, or NULL if there are no goals;
     * NULL for --also */
    const struct wp_item *target;
    const struct wp_item *parent; /* new parent */
    const struct wp_item *before; /* new next sibling, or NULL for the last position */
};

/* Find the new position of the item in `week`. */
enum wp_status wp_move_place_find(struct wp_context *context, const struct wp_week *week,
                                  struct wp_move *move, struct wp_error *error);

/* Whether the item is at the new position already. Append a description of the position to
 * `text`. */
bool wp_move_place_is_there(const struct wp_move *move, struct wp_buf *text);

/* Return WP_USAGE if the item cannot be at its new position, in the selected week. */
enum wp_status wp_move_place_check(const struct wp_context *context, const struct wp_move *move,
                                   struct wp_error *error);

/* Return the moved item. `after` is `week` after the move. */
const struct wp_item *wp_move_place_find_moved(const struct wp_week *week,
                                               const struct wp_week *after,
                                               const struct wp_move *move);

#endif
