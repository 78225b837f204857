#include "merge/merge_nodes.h"

#include "merge/pair_versions.h"
#include "plan/item_value.h"

bool wp_merge_node_is_kept(const struct wp_merge_node *node)
{
    if (node->deleted != NULL)
        return node->deleted->worked_on;
    return node->versions[WP_OURS] != NULL || node->versions[WP_THEIRS] != NULL;
}

struct wp_merge_node *wp_merge_node_parent(const struct wp_merge_node *node,
                                           enum wp_version version)
{
    const struct wp_version_item *item = node->versions[version];

    return item != NULL && item->parent != NULL ? item->parent->node : NULL;
}

const struct wp_item *wp_merge_node_item(const struct wp_merge_node *node, enum wp_version version)
{
    return node->versions[version] != NULL ? node->versions[version]->item : NULL;
}

struct wp_merge_node *wp_merge_nodes_also(const struct wp_merge_nodes *nodes)
{
    enum wp_version version = nodes->versions[WP_OURS].week != NULL ? WP_OURS : WP_THEIRS;

    return nodes->versions[version].also->node;
}

/* Return memory for the merged item of an item of a version. */
static struct wp_merged_item *new_merged_item(const struct wp_merge_nodes *nodes,
                                              struct wp_merged_week *merged,
                                              const struct wp_version_item *item)
{
    if (item->parent != NULL)
        return wp_arena_alloc(nodes->arena, sizeof(struct wp_merged_item));
    return item->item->seq_key == WP_KEY_ALSO ? &merged->also : &merged->root;
}

/* Make a node of the item and of the items that are paired with it, unless it has one. */
static void make_node(struct wp_merge_nodes *nodes, struct wp_merged_week *merged,
                      enum wp_version version, struct wp_version_item *item)
{
    struct wp_merge_node *node = &nodes->nodes[nodes->count];

    if (item->node != NULL)
        return;
    nodes->count++;
    node->merged = new_merged_item(nodes, merged, item);
    for (enum wp_version other = 0; other < WP_VERSIONS; other++) {
        struct wp_version_item *mate = other == version ? item : item->mates[other];

        if (mate == NULL)
            continue;
        node->versions[other] = mate;
        node->merged->versions[other] = mate->item;
        mate->node = node;
    }
}

static bool is_deleted_in(const struct wp_merge_node *node, enum wp_version version)
{
    return node->versions[WP_BASE] != NULL && node->versions[version] == NULL;
}

/* Whether `version` has a comment in an item, or below it, that the base lacks there. */
static bool has_new_comment(struct wp_merge_nodes *nodes, const struct wp_merge_node *node,
                            enum wp_version version)
{
    const enum wp_version both[] = {WP_BASE, version};
    struct wp_week_comments own[2];

    for (size_t i = 0; i < 2; i++) {
        const struct wp_week *week = nodes->versions[both[i]].week;

        own[i] = wp_week_comments_in(
            wp_week_comments_once(&nodes->comments[both[i]], week, nodes->arena),
            wp_week_comments_item(week, wp_merge_node_item(node, both[i])));
    }
    return wp_week_comments_added(&own[0], &own[1], nodes->arena);
}

/* Whether `version` has another value than the base for any key, or another place. */
static bool is_worked_on(const struct wp_merge_node *node, enum wp_version version)
{
    const struct wp_item *before = wp_merge_node_item(node, WP_BASE);
    const struct wp_item *after = wp_merge_node_item(node, version);

    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
        if (!wp_item_value_equal(before, after, key))
            return true;
    return before->extras != after->extras ||
           wp_merge_node_parent(node, WP_BASE) != wp_merge_node_parent(node, version);
}

/* Whether the items that a version and the base have below `list` are in another order there. */
static bool has_other_order(const struct wp_version_item *list)
{
    const struct wp_version_item *last = NULL;

    for (const struct wp_version_item *item = list + 1; item < list->end; item = item->end) {
        const struct wp_version_item *before = item->node->versions[WP_BASE];

        if (before == NULL || wp_merge_node_parent(item->node, WP_BASE) != list->node)
            continue;
        if (last != NULL && before < last)
            return true;
        last = before;
    }
    return false;
}

/* Find the items of `version` that the other version has deleted, and whether `version` has changed
 * one of those that were deleted together. */
static void find_deleted(struct wp_merge_nodes *nodes, enum wp_version version)
{
    const struct wp_version_items *items = &nodes->versions[version];
    enum wp_version deleter = version == WP_OURS ? WP_THEIRS : WP_OURS;

    for (size_t i = 0; i < items->count; i++) {
        struct wp_merge_node *node = items->items[i].node;
        struct wp_merge_node *above = wp_merge_node_parent(node, version);

        if (!is_deleted_in(node, deleter))
            continue;
        /* Both roots of a week are deleted together. */
        if (above == NULL)
            above = nodes->nodes;
        node->deleted = above->deleted != NULL ? above->deleted : node;
        if (is_worked_on(node, version) || has_other_order(&items->items[i]) ||
            (node->deleted == node && has_new_comment(nodes, node, version)))
            node->deleted->worked_on = true;
    }
}

void wp_merge_nodes_make(struct wp_merge_nodes *nodes, struct wp_merged_week *merged,
                         const struct wp_week_versions *versions, struct wp_arena *arena)
{
    size_t total = 0;

    *nodes = (struct wp_merge_nodes){.without_base = versions->without_base, .arena = arena};
    for (enum wp_version version = 0; version < WP_VERSIONS; version++) {
        nodes->versions[version] = wp_version_items_list(versions->weeks[version], version, arena);
        total += nodes->versions[version].count;
    }
    wp_pair_versions(nodes->versions, versions->without_base, arena);
    nodes->nodes = wp_arena_array(arena, total, sizeof *nodes->nodes);
    for (enum wp_version version = 0; version < WP_VERSIONS; version++)
        for (size_t i = 0; i < nodes->versions[version].count; i++)
            make_node(nodes, merged, version, &nodes->versions[version].items[i]);
    find_deleted(nodes, WP_OURS);
    find_deleted(nodes, WP_THEIRS);
}
