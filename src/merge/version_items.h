/*
 * The items of one version of a week as an array, in the order of the file: the root of the goals,
 * the goals with their subtasks, the root of the list `also:`, its items. The subtasks of an item
 * are the elements after it.
 *
 *     for (child = item + 1; child < item->end; child = child->end)
 *         ...
 */
#ifndef MERGE_VERSION_ITEMS_H
#define MERGE_VERSION_ITEMS_H

#include "base/arena.h"
#include <weekplan/merge.h>

struct wp_merge_node;

/* An item of a version, or one of its two roots. */
struct wp_version_item {
    const struct wp_item *item;
    struct wp_version_item *parent; /* NULL for a root */
    struct wp_version_item *end;    /* after the last item below this one */
    /* The item that is this one in each other version (see pair_versions.h). NULL if that version
     * does not have it. */
    struct wp_version_item *mates[WP_VERSIONS];
    struct wp_merge_node *node; /* NULL until wp_merge_nodes_make */
};

struct wp_version_items {
    enum wp_version version;
    const struct wp_week *week;    /* NULL if the version does not have the week */
    struct wp_version_item *items; /* the root of the goals is the first; owned by the arena */
    struct wp_version_item *also;  /* the root of the list `also:`; NULL if there is no week */
    size_t count;                  /* 0 if there is no week */
};

/* Return the items of `week`, which is borrowed. NULL is allowed for `week`. */
struct wp_version_items wp_version_items_list(const struct wp_week *week, enum wp_version version,
                                              struct wp_arena *arena);

#endif
