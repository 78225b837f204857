/*
 * The nodes of a merged week: each item that at least one version has, once. A node is in the
 * merged week unless one version has deleted the item and the other has not worked on it, nor on
 * its comments.
 */
#ifndef MERGE_MERGE_NODES_H
#define MERGE_MERGE_NODES_H

#include "merge/merged_week.h"
#include "merge/version_items.h"
#include "merge/week_comments.h"

/* An item that at least one version has. */
struct wp_merge_node {
    struct wp_merged_item *merged; /* owned by the arena, or a root of the merged week */
    struct wp_version_item *versions[WP_VERSIONS];
    /* The highest item of those that were deleted together with this one. NULL if no version has
     * deleted the item, or if both have. */
    struct wp_merge_node *deleted;
    bool worked_on; /* of the highest deleted item: whether the deleted items are kept */

    /* Its place in the merged week; see merge_place.h and merge_order.h. */
    enum wp_version place;        /* the version whose parent and position it has */
    struct wp_merge_node *parent; /* NULL for a root */
    struct wp_merge_node *first;  /* the first subtask */
    struct wp_merge_node *next;   /* the next sibling */
    bool moved[WP_VERSIONS];      /* whether a version moved it within the list of its parent */
    /* in the list of ours, the nearest sibling above it that no version has moved */
    const struct wp_merge_node *anchor;
    unsigned visit; /* number of the last search for a circle that has visited it */

    /* What a remark is made of. */
    bool deleted_elsewhere[WP_VERSIONS]; /* whether a version has deleted what the other has moved
                                            here from another document */
    bool put_off; /* whether the item is in another week too, with all that is below it */
    /* what was above it in this version, and closed it there, if the other version has moved it to
     * this document; or NULL */
    const struct wp_item *left_open_by[WP_VERSIONS];
    bool not_moved[WP_VERSIONS];     /* whether the place in this version was not taken */
    unsigned not_taken[WP_VERSIONS]; /* keys whose value of this version was not taken */
    unsigned changed;                /* keys whose value is that of theirs, without a base */
    const struct wp_merge_node *id_taken_by; /* the item that has the id of this one, or NULL */
};

struct wp_merge_nodes {
    struct wp_version_items versions[WP_VERSIONS];
    struct wp_merge_node *nodes; /* owned by the arena; the root of the goals is the first */
    size_t count;
    struct wp_week_comments comments[WP_VERSIONS]; /* found when they are needed */
    bool without_base;
    struct wp_arena *arena;
};

/* Make the nodes of the versions of a week, and decide which deleted items are kept because the
 * other version has worked on them. The roots of the nodes are those of `merged`. */
void wp_merge_nodes_make(struct wp_merge_nodes *nodes, struct wp_merged_week *merged,
                         const struct wp_week_versions *versions, struct wp_arena *arena);

/* Whether the item of the node is in the merged week. */
bool wp_merge_node_is_kept(const struct wp_merge_node *node);

/* Return the parent of the item in a version. NULL if the version does not have the item, and for a
 * root. */
struct wp_merge_node *wp_merge_node_parent(const struct wp_merge_node *node,
                                           enum wp_version version);

/* Return the item of the node in a version, or NULL. */
const struct wp_item *wp_merge_node_item(const struct wp_merge_node *node, enum wp_version version);

/* Return the node of the root of the list `also:`. */
struct wp_merge_node *wp_merge_nodes_also(const struct wp_merge_nodes *nodes);

#endif
