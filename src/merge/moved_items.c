#include "merge/moved_items.h"

#include "plan/deferral_reason.h"
#include "plan/item_value.h"

static enum wp_version other_version(enum wp_version version)
{
    return version == WP_OURS ? WP_THEIRS : WP_OURS;
}

/* Whether an item may be that of another document: it has the same title or the same id. */
static bool is_like(const struct wp_item *a, const struct wp_item *b)
{
    return wp_str_equal(a->title, b->title) || (a->id.length > 0 && wp_str_equal(a->id, b->id));
}

/* Return the item among the siblings from `first` on that is `item` of another document, or NULL.
 */
static const struct wp_item *find_like(const struct wp_item *first, const struct wp_item *item)
{
    while (first != NULL && !is_like(first, item))
        first = first->next;
    return first;
}

/* Return the node of the item that has the same path in this version of the document. */
static struct wp_merge_node *node_at_path(const struct wp_merge_nodes *nodes,
                                          enum wp_version version, const struct wp_item *item)
{
    const struct wp_version_items *list = &nodes->versions[version];
    const struct wp_item *same = wp_item_counterpart(list->week, item);

    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].item == same)
            return list->items[i].node;
    return NULL;
}

/* Return the values of `changed`, for an item that stays dropped where it was: done and dropped as
 * in the base. */
static const struct wp_item *without_state(const struct wp_merge_nodes *nodes,
                                           const struct wp_item *changed,
                                           const struct wp_item *base)
{
    struct wp_item *values = wp_arena_alloc(nodes->arena, sizeof *values);

    *values = *changed;
    wp_item_value_copy(values, base, WP_KEY_DONE);
    wp_item_value_copy(values, base, WP_KEY_DROPPED);
    return values;
}

/* Merge the values of a moved item, and of the items below it, with those that it had where it
 * was. */
static void set_origins(struct wp_merge_nodes *nodes, const struct wp_item_move *move,
                        const struct wp_version_item *moved, const struct wp_item *base,
                        const struct wp_item *changed)
{
    struct wp_merge_node *node = moved->node;
    enum wp_version other = other_version(move->mover);

    if (node->versions[WP_BASE] != NULL || node->versions[other] != NULL)
        return;
    node->origins[WP_BASE] = base;
    node->origins[other] = move->stays ? without_state(nodes, changed, base) : changed;
    for (const struct wp_version_item *child = moved + 1; child < moved->end; child = child->end) {
        const struct wp_item *below = find_like(base->first, child->item);
        const struct wp_item *changed_below = changed->first;

        if (below == NULL)
            continue;
        /* Nothing was added or moved below the changed item, so its path is the same. */
        while (changed_below->number != below->number)
            changed_below = changed_below->next;
        set_origins(nodes, move, child, below, changed_below);
    }
}

void wp_moved_items_apply(struct wp_merge_nodes *nodes, const struct wp_week_versions *versions)
{
    for (size_t i = 0; i < versions->move_count; i++) {
        const struct wp_item_move *move = &versions->moves[i];
        const struct wp_week *mover = versions->weeks[move->mover];
        struct wp_merge_node *node;

        if (versions->weeks[WP_BASE] != NULL && versions->weeks[WP_BASE]->start == move->from) {
            node = node_at_path(nodes, WP_BASE, move->base);
            if (node != NULL)
                node->worked_on = false;
        }
        if (mover != NULL && mover->start == move->to) {
            node = node_at_path(nodes, move->mover, move->moved);
            if (node != NULL)
                set_origins(nodes, move, node->versions[move->mover], move->base, move->changed);
        }
    }
}

/* Whether `version` has neither added, moved nor deleted items below the item, nor changed an `x-`
 * key. Set *changed to whether it has changed other values. */
static bool has_only_new_values(const struct wp_merge_node *node, enum wp_version version,
                                bool *changed)
{
    const struct wp_version_item *top = node->versions[version];
    const struct wp_version_item *base = node->versions[WP_BASE];

    *changed = false;
    if (top->end - top != base->end - base)
        return false;
    for (ptrdiff_t i = 0; i < top->end - top; i++) {
        const struct wp_item *before = base[i].item;
        const struct wp_item *after = top[i].item;

        if (base[i].mates[version] != &top[i] || before->extras != after->extras)
            return false;
        for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
            *changed = *changed || !wp_item_value_equal(before, after, key);
    }
    return true;
}

/* Return the day of the week to which `version` has put the item off, or WP_NO_DAY. */
static wp_day day_of_deferral(const struct wp_merge_node *node, enum wp_version version)
{
    const struct wp_item *item = wp_merge_node_item(node, version);

    return item != NULL ? wp_deferral_reason_day(item) : WP_NO_DAY;
}

/* Set the members of the move but `from`, if `mover` has deleted or put off the item of the node,
 * and the other version has changed it. */
static bool find_move(struct wp_item_move *move, const struct wp_merge_node *node,
                      enum wp_version mover)
{
    enum wp_version other = other_version(mover);
    const struct wp_item *base = wp_merge_node_item(node, WP_BASE);
    const struct wp_item *there = wp_merge_node_item(node, other);
    bool deleted = node->deleted == node && node->worked_on && node->versions[mover] == NULL;
    wp_day day = day_of_deferral(node, mover);
    bool changed;

    if (base == NULL || base->parent == NULL || there == NULL || (!deleted && day == WP_NO_DAY) ||
        !has_only_new_values(node, other, &changed) || (!deleted && !changed))
        return false;
    *move = (struct wp_item_move){
        .mover = mover, .stays = !deleted, .to = day, .base = base, .changed = there};
    return true;
}

void wp_moved_items_find_left(struct wp_merged_week *merged, const struct wp_merge_nodes *nodes)
{
    merged->left = wp_arena_array(nodes->arena, 2 * nodes->count, sizeof *merged->left);
    merged->left_count = 0;
    for (size_t i = 0; i < nodes->count; i++)
        for (enum wp_version mover = WP_OURS; mover < WP_VERSIONS; mover++) {
            struct wp_item_move *move = &merged->left[merged->left_count];

            if (!find_move(move, &nodes->nodes[i], mover))
                continue;
            move->from = merged->start;
            merged->left_count++;
        }
}

/* Whether all items below `base` are below `moved`. */
static bool has_all_below(const struct wp_item *moved, const struct wp_item *base)
{
    for (const struct wp_item *child = base->first; child != NULL; child = child->next) {
        const struct wp_item *same = find_like(moved->first, child);

        if (same == NULL || !has_all_below(same, child))
            return false;
    }
    return true;
}

/* Return the number of items of the week that have the same id or title, and set *last to the last
 * of them. */
static size_t count_like(const struct wp_week *week, const struct wp_item *item,
                         const struct wp_item **last)
{
    size_t count = 0;

    for (const struct wp_item *each = wp_week_item_after(week, NULL); each != NULL;
         each = wp_week_item_after(week, each))
        if (is_like(each, item)) {
            *last = each;
            count++;
        }
    return count;
}

bool wp_moved_items_find_target(struct wp_item_move *move,
                                const struct wp_week *const weeks[WP_VERSIONS])
{
    const struct wp_week *week = weeks[move->mover];
    const struct wp_item *found = NULL;

    if (move->stays && week->start != move->to)
        return false;
    for (enum wp_version version = 0; version < WP_VERSIONS; version++)
        if (version != move->mover && weeks[version] != NULL &&
            count_like(weeks[version], move->base, &found) > 0)
            return false;
    if (count_like(week, move->base, &found) != 1 ||
        wp_item_is_also(found) != wp_item_is_also(move->base) ||
        (!move->stays && !has_all_below(found, move->base)))
        return false;
    move->moved = found;
    move->to = week->start;
    return true;
}
