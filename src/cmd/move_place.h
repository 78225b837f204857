/*
 * The new positions of the items that `mv` moves, and whether the format allows the items at these
 * positions.
 */
#ifndef CMD_MOVE_PLACE_H
#define CMD_MOVE_PLACE_H

#include "cmd/locked_plan.h"
#include "edit/move_items.h"

/* The items to move, and their new position. */
struct wp_move {
    /* option of the new position: --under, --before, --after, --top, --bottom or --also;
     * WP_OPT_TO_WEEK if only --to is given: the position of --bottom in another week */
    enum wp_option_id how;
    const char *to;               /* value of --to; NULL if not given */
    const struct wp_item **items; /* owned; in the order of the command line */
    size_t count;
    const struct wp_item *target; /* item that --under, --before or --after names; else NULL */
};

/* Whether the option of the new position names an item: --under, --before or --after. */
bool wp_move_place_has_target(const struct wp_move *move);

/* Find the item of `week` that the option of the new position names. */
enum wp_status wp_move_place_find_target(struct wp_context *context, const struct wp_week *week,
                                         struct wp_move *move, struct wp_error *error);

/* Return the new position of an item in `week`. With --bottom, or with only --to, an item of the
 * list `also:` goes to the end of that list, any other item to the end of the goals. */
struct wp_item_move wp_move_place_of(const struct wp_move *move, const struct wp_week *week,
                                     const struct wp_item *item);

/* Whether the new position of an item is in the list `also:`. */
bool wp_move_place_is_also(const struct wp_move *move, const struct wp_item *item);

/* Return WP_USAGE if an item cannot be at its new position in `week`, which is selected. */
enum wp_status wp_move_place_check(const struct wp_context *context, const struct wp_move *move,
                                   const struct wp_week *week, struct wp_error *error);

/* Append that the item already has the new position: "is already under 2". */
void wp_move_place_put_there(struct wp_buf *text, const struct wp_move *move,
                             const struct wp_item *item);

#endif
