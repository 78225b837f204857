/*
 * Items that one version has moved to another document (another week, or the list for later), while
 * the other version has changed them where they were, or has moved them elsewhere. They are moved
 * in the base and in the other version too, and the documents are merged once more (see
 * plan_moves.h). So an item is in the plan once, with what both have changed in it.
 */
#ifndef MERGE_MOVED_ITEMS_H
#define MERGE_MOVED_ITEMS_H

#include "merge/merge_nodes.h"

/* Set merged->left: items that one version has deleted, or has put off to another week, and the
 * other one has changed or deleted. The places of the nodes are known. */
void wp_moved_items_find_left(struct wp_merged_week *merged, const struct wp_merge_nodes *nodes);

/* Return the item of the week that is item move->base, which has left another document: the only
 * one with the same title or id, if `base`, the week in the base, has none. NULL if there is none.
 * NULL is allowed for `base`. */
const struct wp_item *wp_moved_items_find_target(const struct wp_item_move *move,
                                                 const struct wp_week *week,
                                                 const struct wp_week *base);

/* Whether the base and the other version may have the item where the mover has it: all items below
 * it have moved with it, or were deleted. */
bool wp_moved_items_may_follow(const struct wp_item_move *move);

/* Return the item directly below `parent` with the title or the id of `item`, or NULL. */
const struct wp_item *wp_moved_items_find_like(const struct wp_item *parent,
                                               const struct wp_item *item);

/* Whether the week has an item with the title or the id of `item`. */
bool wp_moved_items_has_like(const struct wp_week *week, const struct wp_item *item);

/* Whether a remark tells of the move: the other version has moved the item elsewhere, or has
 * deleted it. */
bool wp_moved_items_has_remark(const struct wp_item_move *move);

/* Note at the nodes of moved items what a remark is made of: that a place was not taken, that the
 * other version has deleted the item, or that what is below it is in another week too. */
void wp_moved_items_note(struct wp_merge_nodes *nodes, const struct wp_week_versions *versions);

#endif
