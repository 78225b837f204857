/*
 * The order of the items in each list of a merged week. It is the order of ours. New items of
 * theirs, and those that only theirs has moved, are where theirs has put them: after the same item,
 * and after what ours has put there.
 */
#ifndef MERGE_MERGE_ORDER_H
#define MERGE_MERGE_ORDER_H

#include "merge/merge_nodes.h"

/* Link the kept nodes by `first` and `next`. They have a parent (see merge_place.h). An item whose
 * position is that of theirs has the place WP_THEIRS. */
void wp_merge_order_items(struct wp_merge_nodes *nodes);

#endif
