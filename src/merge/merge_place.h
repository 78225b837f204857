/*
 * The list in which each item of a merged week is: the list of its parent in ours or in theirs.
 *
 * If only one version has moved the item below another parent, the item has that place. If both
 * have, it has the place of ours. The same holds for an item that would be below itself otherwise.
 * An item with subtasks cannot be in the list `also:`.
 */
#ifndef MERGE_MERGE_PLACE_H
#define MERGE_MERGE_PLACE_H

#include "merge/merge_nodes.h"

/* Set `place` and `parent` of all nodes. Keep the deleted items that are the parents of others. */
void wp_merge_place_items(struct wp_merge_nodes *nodes);

#endif
