#include "merge/merge_week.h"

#include <stdlib.h>

#include "merge/closed_above.h"
#include "merge/merge_nodes.h"
#include "merge/merge_order.h"
#include "merge/merge_place.h"
#include "merge/merge_value.h"
#include "merge/moved_items.h"
#include "plan/keys.h"

/* Link the merged item of a kept node as the node is linked. */
static void link_merged(const struct wp_merge_node *node)
{
    struct wp_merged_item *merged = node->merged;

    merged->place = node->place;
    merged->parent = node->parent != NULL ? node->parent->merged : NULL;
    merged->first = node->first != NULL ? node->first->merged : NULL;
    merged->next = node->next != NULL ? node->next->merged : NULL;
}

/* Return the node after `node` in the order of the merged week, the list `also:` included. NULL
 * after the last one. */
static struct wp_merge_node *node_after(const struct wp_merge_nodes *nodes,
                                        const struct wp_merge_node *node)
{
    struct wp_merge_node *also = wp_merge_nodes_also(nodes);

    if (node->first != NULL)
        return node->first;
    for (; node->parent != NULL; node = node->parent)
        if (node->next != NULL)
            return node->next;
    return node != also ? also : NULL;
}

/* An item with an id in a reading. */
struct named_node {
    struct wp_str id;
    struct wp_merge_node *node;
};

static int compare_named_nodes(const void *a, const void *b)
{
    return wp_str_compare(((const struct named_node *)a)->id, ((const struct named_node *)b)->id);
}

/* Take the id away from one of two items that got the same id in two versions: from the one that
 * did not have it in ours. */
static void part_equal_ids(struct wp_merge_nodes *nodes, enum wp_reading reading)
{
    struct named_node *named = wp_arena_array(nodes->arena, nodes->count, sizeof *named);
    const struct wp_item blank = wp_item_empty();
    size_t count = 0;

    for (struct wp_merge_node *node = nodes->nodes; node != NULL; node = node_after(nodes, node))
        if (node->merged->values[reading].id.length > 0)
            named[count++] = (struct named_node){node->merged->values[reading].id, node};
    if (count > 1)
        qsort(named, count, sizeof *named, compare_named_nodes);
    for (size_t i = 1; i < count; i++) {
        const struct wp_item *ours = wp_merge_node_item(named[i].node, WP_OURS);
        struct wp_merge_node *winner = named[i - 1].node;
        struct wp_merge_node *loser = named[i].node;

        if (!wp_str_equal(named[i].id, named[i - 1].id))
            continue;
        if (ours != NULL && wp_str_equal(ours->id, named[i].id)) {
            winner = named[i].node;
            loser = named[i - 1].node;
        }
        for (enum wp_reading each = 0; each < WP_READINGS; each++)
            loser->merged->values[each].id = blank.id;
        loser->merged->conflicts &= ~WP_KEY_BIT(WP_KEY_ID);
        loser->changed &= ~WP_KEY_BIT(WP_KEY_ID);
        loser->id_taken_by = winner;
    }
}

/* Add a remark. If merged->remarks is NULL, only count it. */
static void add_remark(struct wp_merged_week *merged, const struct wp_merge_node *node,
                       enum wp_merge_remark_kind kind, enum wp_version side, enum wp_key key)
{
    static const struct wp_str no_title = WP_STR("");

    if (merged->remarks != NULL)
        merged->remarks[merged->remark_count] = (struct wp_merge_remark){
            kind,
            side,
            key,
            merged->start,
            node->parent != NULL ? node->merged->values[WP_READING_OURS].title : no_title,
            no_title,
            0};
    merged->remark_count++;
}

/* Add a remark that another item is a reason of. */
static void add_remark_about(struct wp_merged_week *merged, const struct wp_merge_node *node,
                             enum wp_merge_remark_kind kind, enum wp_version side, enum wp_key key,
                             const struct wp_item *other)
{
    add_remark(merged, node, kind, side, key);
    if (merged->remarks != NULL)
        merged->remarks[merged->remark_count - 1].other = other->title;
}

/* Return the number of leaves that have come with the new item of a node. */
static size_t count_new_leaves(const struct wp_merge_node *node)
{
    const struct wp_item *top = wp_merge_node_item(node, WP_THEIRS);
    size_t count = 0;

    for (const struct wp_item *item = top; item != NULL; item = wp_item_after(item, top))
        count += item->first == NULL;
    return count;
}

/* Add the remark about an item, or a week, that only `theirs` has. */
static void add_arrival_remark(struct wp_merged_week *merged, const struct wp_merge_node *node)
{
    add_remark(merged, node, WP_MERGE_ADDED, WP_THEIRS, WP_KEY_COUNT);
    if (merged->remarks != NULL && node->parent != NULL)
        merged->remarks[merged->remark_count - 1].leaves = count_new_leaves(node);
}

/* Add the remarks about the values of a node. */
static void add_value_remarks(struct wp_merged_week *merged, const struct wp_merge_node *node)
{
    for (enum wp_key key = 0; key <= WP_KEY_EXTRA; key++) {
        const struct wp_item *ours = wp_merge_node_item(node, WP_OURS);
        bool becomes_done = key == WP_KEY_DONE && ours != NULL && !ours->done;

        if ((node->changed & WP_KEY_BIT(key)) != 0)
            add_remark(merged, node, becomes_done ? WP_MERGE_DONE : WP_MERGE_CHANGED, WP_THEIRS,
                       key);
        for (enum wp_version side = WP_OURS; side < WP_VERSIONS; side++)
            if ((node->not_taken[side] & WP_KEY_BIT(key)) != 0)
                add_remark(merged, node,
                           side == WP_OURS && (node->changed & WP_KEY_BIT(key)) != 0
                               ? WP_MERGE_REPLACED
                               : WP_MERGE_NOT_TAKEN,
                           side, key);
    }
}

/* Add the remarks about a node. */
static void add_remarks(struct wp_merged_week *merged, const struct wp_merge_nodes *nodes,
                        const struct wp_merge_node *node)
{
    bool in_ours = node->versions[WP_OURS] != NULL;
    struct wp_closed_above closed;
    const struct wp_item *above;

    if (node->deleted == node)
        add_remark(merged, node, WP_MERGE_KEPT, in_ours ? WP_THEIRS : WP_OURS, WP_KEY_COUNT);
    if (nodes->without_base && !in_ours &&
        (node->parent == NULL ? node == nodes->nodes : node->parent->versions[WP_OURS] != NULL))
        add_arrival_remark(merged, node);
    for (enum wp_version side = WP_OURS; side < WP_VERSIONS; side++) {
        if (node->deleted_elsewhere[side])
            add_remark(merged, node, WP_MERGE_KEPT, side, WP_KEY_COUNT);
        if (node->not_moved[side])
            add_remark(merged, node, WP_MERGE_NOT_MOVED, side, WP_KEY_COUNT);
        above = wp_closed_above_left(node, side);
        if (above != NULL)
            add_remark_about(merged, node, WP_MERGE_LEFT_OPEN, side,
                             above->done ? WP_KEY_DONE : WP_KEY_DROPPED, above);
    }
    if (node->id_taken_by != NULL)
        add_remark_about(merged, node, WP_MERGE_ID_TAKEN, WP_THEIRS, WP_KEY_ID,
                         &node->id_taken_by->merged->values[WP_READING_OURS]);
    if (wp_closed_above_find(&closed, nodes, node))
        add_remark_about(merged, node, WP_MERGE_CLOSED, closed.closer, closed.key,
                         &closed.above->merged->values[WP_READING_OURS]);
    add_value_remarks(merged, node);
}

/* Collect the remarks in the order of the week: first count them, then fill the list. */
static void collect_remarks(struct wp_merged_week *merged, struct wp_merge_nodes *nodes)
{
    for (unsigned pass = 0; pass < 2; pass++) {
        merged->remarks = pass == 0 ? NULL
                                    : wp_arena_array(nodes->arena, merged->remark_count + 1,
                                                     sizeof *merged->remarks);
        merged->remark_count = 0;
        for (struct wp_merge_node *node = nodes->nodes; node != NULL;
             node = node_after(nodes, node))
            add_remarks(merged, nodes, node);
    }
}

void wp_merge_week(struct wp_merged_week *merged, const struct wp_week_versions *versions,
                   struct wp_arena *arena)
{
    const struct wp_week *ours = versions->weeks[WP_OURS];
    const struct wp_week *week = ours != NULL ? ours : versions->weeks[WP_THEIRS];
    struct wp_merge_nodes nodes;
    struct wp_merge_node *node;

    *merged = (struct wp_merged_week){.start = week->start, .later = week->later};
    wp_merge_nodes_make(&nodes, merged, versions, arena);
    wp_merge_place_items(&nodes);
    wp_moved_items_find_left(merged, &nodes);
    merged->absent = !wp_merge_node_is_kept(nodes.nodes);
    if (merged->absent)
        return;
    wp_merge_order_items(&nodes);
    wp_moved_items_note(&nodes, versions);
    for (node = nodes.nodes; node != NULL; node = node_after(&nodes, node)) {
        link_merged(node);
        wp_merge_values(&nodes, node);
    }
    part_equal_ids(&nodes, WP_READING_OURS);
    part_equal_ids(&nodes, WP_READING_THEIRS);
    collect_remarks(merged, &nodes);
}
