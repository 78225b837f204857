#include "merge/closed_above.h"

#include "plan/item_value.h"
#include "plan/keys.h"

static bool is_closed_itself(const struct wp_item *item, enum wp_key key)
{
    return key == WP_KEY_DONE ? item->done : item->dropped;
}

/* Return the nearest item above the node that is closed itself by `key`, in the reading of ours;
 * NULL if there is none. */
static const struct wp_merge_node *find_closed_above(const struct wp_merge_node *node,
                                                     enum wp_key key)
{
    node = node->parent;
    while (node != NULL && !is_closed_itself(&node->merged->values[WP_READING_OURS], key))
        node = node->parent;
    return node;
}

/* Whether `version` has added the item, put it below another item, or opened or closed it. */
static bool is_placed_or_changed(const struct wp_merge_node *node, enum wp_version version)
{
    const struct wp_item *base = wp_merge_node_item(node, WP_BASE);
    const struct wp_item *item = wp_merge_node_item(node, version);

    return base == NULL ||
           wp_merge_node_parent(node, WP_BASE) != wp_merge_node_parent(node, version) ||
           !wp_item_value_equal(base, item, WP_KEY_DONE) ||
           !wp_item_value_equal(base, item, WP_KEY_DROPPED);
}

/* Whether the item was closed in the base, and `version` has opened it. */
static bool is_reopened(const struct wp_merge_node *node, enum wp_version version)
{
    const struct wp_item *base = wp_merge_node_item(node, WP_BASE);

    return base != NULL && base->progress.state != WP_OPEN &&
           wp_merge_node_item(node, version)->progress.state == WP_OPEN;
}

/* Whether the item counts in another way than in `worker`, because the other version has closed
 * closed->above. */
static bool counts_otherwise(const struct wp_closed_above *closed, const struct wp_merge_node *node,
                             enum wp_version worker)
{
    const struct wp_item *item = wp_merge_node_item(node, worker);
    const struct wp_item *above = wp_merge_node_item(closed->above, worker);
    enum wp_state state = closed->key == WP_KEY_DONE ? WP_DONE : WP_DROPPED;

    return item != NULL && item->progress.state != state &&
           (above == NULL || !is_closed_itself(above, closed->key)) &&
           is_placed_or_changed(node, worker) &&
           (!closed->above->put_off || is_reopened(node, worker));
}

/* Set `closed` for a node whatever is above it. */
static bool find_closer(struct wp_closed_above *closed, const struct wp_merge_nodes *nodes,
                        const struct wp_merge_node *node)
{
    const struct wp_item *values = &node->merged->values[WP_READING_OURS];

    if (node->parent == NULL || node->parent == wp_merge_nodes_also(nodes) || values->dropped)
        return false;
    closed->key = WP_KEY_DROPPED;
    closed->above = find_closed_above(node, WP_KEY_DROPPED);
    if (closed->above == NULL) {
        closed->key = WP_KEY_DONE;
        closed->above = find_closed_above(node, WP_KEY_DONE);
    }
    if (closed->above == NULL || (values->done && closed->key == WP_KEY_DONE) ||
        (closed->above->merged->conflicts & WP_KEY_BIT(closed->key)) != 0)
        return false;
    closed->closer = counts_otherwise(closed, node, WP_OURS) ? WP_THEIRS : WP_OURS;
    return closed->closer == WP_THEIRS || counts_otherwise(closed, node, WP_THEIRS);
}

bool wp_closed_above_find(struct wp_closed_above *closed, const struct wp_merge_nodes *nodes,
                          const struct wp_merge_node *node)
{
    struct wp_closed_above above;

    return find_closer(closed, nodes, node) && !find_closer(&above, nodes, node->parent);
}

const struct wp_item *wp_closed_above_of(const struct wp_item *item)
{
    const struct wp_item *above = item->parent;

    if (item->done || item->dropped || item->progress.state == WP_OPEN)
        return NULL;
    while (above != NULL && !above->done && !above->dropped)
        above = above->parent;
    return above;
}

const struct wp_item *wp_closed_above_left(const struct wp_merge_node *node, enum wp_version closer)
{
    enum wp_version mover = closer == WP_OURS ? WP_THEIRS : WP_OURS;
    const struct wp_item *base = wp_merge_node_item(node, WP_BASE);
    const struct wp_item *values = &node->merged->values[WP_READING_OURS];

    if (values->done || values->dropped || find_closed_above(node, WP_KEY_DONE) != NULL ||
        find_closed_above(node, WP_KEY_DROPPED) != NULL)
        return NULL;
    if (node->left_open_by[closer] != NULL)
        return node->left_open_by[closer];
    if (node->place != mover || base == NULL || base->progress.state != WP_OPEN ||
        wp_merge_node_item(node, closer) == NULL ||
        wp_merge_node_parent(node, WP_BASE) == wp_merge_node_parent(node, mover))
        return NULL;
    return wp_closed_above_of(wp_merge_node_item(node, closer));
}
