#include "merge/merge_place.h"

static void take_place(struct wp_merge_node *node, enum wp_version version)
{
    node->place = version;
    node->parent = wp_merge_node_parent(node, version);
}

/* Give the item the place of the other version, and note that its place was not taken. */
static void take_other_place(struct wp_merge_node *node)
{
    node->not_moved[node->place] = true;
    take_place(node, node->place == WP_OURS ? WP_THEIRS : WP_OURS);
}

static bool is_moved(const struct wp_merge_node *node, enum wp_version version)
{
    return node->versions[WP_BASE] == NULL ||
           wp_merge_node_parent(node, WP_BASE) != wp_merge_node_parent(node, version);
}

static void choose_place(struct wp_merge_node *node)
{
    bool both = node->versions[WP_OURS] != NULL && node->versions[WP_THEIRS] != NULL;

    if (both && is_moved(node, WP_OURS) && is_moved(node, WP_THEIRS))
        node->not_moved[WP_THEIRS] =
            wp_merge_node_parent(node, WP_OURS) != wp_merge_node_parent(node, WP_THEIRS);
    else if (both && is_moved(node, WP_THEIRS))
        both = false;
    else if (!both && node->versions[WP_OURS] != NULL)
        both = true;
    take_place(node, both ? WP_OURS : WP_THEIRS);
}

/* Give items of the list `also:` that have subtasks the place in the goals that the other version
 * has. */
static void leave_also(struct wp_merge_nodes *nodes)
{
    const struct wp_merge_node *also = wp_merge_nodes_also(nodes);

    for (size_t i = 0; i < nodes->count; i++) {
        struct wp_merge_node *parent = nodes->nodes[i].parent;

        if (wp_merge_node_is_kept(&nodes->nodes[i]) && parent != NULL && parent->parent == also &&
            parent->versions[WP_OURS] != NULL && parent->versions[WP_THEIRS] != NULL)
            take_other_place(parent);
    }
}

/* Return an item of a circle of items, each of which is below the next one, or NULL. The search
 * begins at `node` and has the number `visit`. */
static struct wp_merge_node *find_circle(struct wp_merge_node *node, unsigned visit)
{
    while (node != NULL && node->visit == 0) {
        node->visit = visit;
        node = node->parent;
    }
    return node != NULL && node->visit == visit ? node : NULL;
}

/* Give an item of a circle that theirs has moved into it the place of ours. Return false if there
 * is no circle. */
static bool open_circle(struct wp_merge_nodes *nodes)
{
    for (size_t i = 0; i < nodes->count; i++)
        nodes->nodes[i].visit = 0;
    for (size_t i = 0; i < nodes->count; i++) {
        struct wp_merge_node *node = find_circle(&nodes->nodes[i], (unsigned)i + 1);

        if (node == NULL)
            continue;
        while (node->place == WP_OURS || node->versions[WP_OURS] == NULL)
            node = node->parent;
        take_other_place(node);
        return true;
    }
    return false;
}

void wp_merge_place_items(struct wp_merge_nodes *nodes)
{
    size_t i;

    for (i = 0; i < nodes->count; i++)
        choose_place(&nodes->nodes[i]);
    leave_also(nodes);
    while (open_circle(nodes))
        ;
    for (i = 0; i < nodes->count; i++) {
        const struct wp_merge_node *node = &nodes->nodes[i];

        if (node->parent != NULL && wp_merge_node_is_kept(node) &&
            !wp_merge_node_is_kept(node->parent))
            node->parent->deleted->worked_on = true;
    }
}
