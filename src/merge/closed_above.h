/*
 * Items that are done or dropped in the merged week, because one version has closed an item above
 * them, while the other version has added or opened them there. And items that one version has
 * closed in this way, and that are open, because the other version has moved them away.
 */
#ifndef MERGE_CLOSED_ABOVE_H
#define MERGE_CLOSED_ABOVE_H

#include "merge/merge_nodes.h"

/* Why an item counts as done or dropped. */
struct wp_closed_above {
    const struct wp_merge_node *above; /* the item that is done or dropped itself */
    enum wp_version closer;            /* the version that has closed it: WP_OURS or WP_THEIRS */
    enum wp_key key;                   /* WP_KEY_DONE or WP_KEY_DROPPED */
};

/*
 * Return true, and set *closed, if the item counts as done or dropped because of an item above it
 * that only one version has closed, and if the other version has added the item, moved it there, or
 * changed whether it is done or dropped. Return false for an item below another such item. Return
 * false below an item that was put off with all that is below it, unless the other version has
 * reopened the item: what was closed is not put off. The values of all nodes are merged.
 */
bool wp_closed_above_find(struct wp_closed_above *closed, const struct wp_merge_nodes *nodes,
                          const struct wp_merge_node *node);

/* Return the nearest item above `item` that is closed itself, if `item` is closed because of it
 * alone; else NULL. */
const struct wp_item *wp_closed_above_of(const struct wp_item *item);

/* Return the item above which `closer` has closed, and away from which the other version has moved
 * the item of the node, if it was open and is open in the merged week; else NULL. */
const struct wp_item *wp_closed_above_left(const struct wp_merge_node *node,
                                           enum wp_version closer);

#endif
