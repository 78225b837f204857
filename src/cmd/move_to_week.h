/*
 * Moving items into another week, or into the list for later, for `mv --to`.
 */
#ifndef CMD_MOVE_TO_WEEK_H
#define CMD_MOVE_TO_WEEK_H

#include "cmd/move_place.h"

/* Move the items into the week or list that move->to selects, and print the result. If the items
 * are already in that week or list, only set *same to true. */
enum wp_status wp_move_to_week(struct wp_locked_plan *change, struct wp_move *move, bool *same,
                               struct wp_error *error);

#endif
