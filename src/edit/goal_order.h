/*
 * Put the goals of a week in another order.
 */
#ifndef EDIT_GOAL_ORDER_H
#define EDIT_GOAL_ORDER_H

#include "edit/successive_edits.h"

/*
 * Move goals of the week of the sequence, each with its lines and comments, so that they are in the
 * order `numbers`. `numbers` has the present number of each of the `count` goals once. Move as few
 * goals as possible, so that most lines stay. Return as wp_edit_move does.
 */
enum wp_status wp_goal_order_make(struct wp_successive_edits *sequence, const uint32_t *numbers,
                                  size_t count, struct wp_error *error);

#endif
