/*
 * Items that one version has moved to another document (another week, or the list for later), while
 * the other version has changed them where they were. The change is made to the moved item. So the
 * item is not kept where it was, because of the change: it would be in the plan twice.
 *
 * Only changes of values move with an item. If the other version has added, moved or deleted an
 * item below it, or has changed an `x-` key, the item is kept where it was.
 */
#ifndef MERGE_MOVED_ITEMS_H
#define MERGE_MOVED_ITEMS_H

#include "merge/merge_nodes.h"

/* Make the moves from and to the document of the nodes. An item that has left it is not kept there;
 * an item that was moved to it has `origins`. Its place and its values are not decided yet. */
void wp_moved_items_apply(struct wp_merge_nodes *nodes, const struct wp_week_versions *versions);

/* Set merged->left: items that one version has deleted, or has put off to another week, and the
 * other one has changed. */
void wp_moved_items_find_left(struct wp_merged_week *merged, const struct wp_merge_nodes *nodes);

/* Find the moved item in another document, in which only the mover has it. `weeks` are the versions
 * of the document; that of the mover is not NULL. If it has one item with the same title or id, set
 * `moved` and `to` of the move, and return true. */
bool wp_moved_items_find_target(struct wp_item_move *move,
                                const struct wp_week *const weeks[WP_VERSIONS]);

#endif
