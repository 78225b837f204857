#include "merge/moved_items.h"

#include "plan/deferral_reason.h"
#include "plan/item_value.h"

static enum wp_version other_version(enum wp_version version)
{
    return version == WP_OURS ? WP_THEIRS : WP_OURS;
}

/* Return the item among the siblings from `first` on that is `item` of another document: it has the
 * same id, or else the same title. */
static const struct wp_item *find_like(const struct wp_item *first, const struct wp_item *item)
{
    const struct wp_item *sibling = first;

    while (sibling != NULL && (item->id.length == 0 || !wp_str_equal(sibling->id, item->id)))
        sibling = sibling->next;
    if (sibling == NULL)
        for (sibling = first; sibling != NULL && !wp_str_equal(sibling->title, item->title);)
            sibling = sibling->next;
    return sibling;
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

        if (versions->weeks[WP_BASE] != NULL && versions->weeks[WP_BASE]->start == move->from &&
            !move->stays) {
            node = node_at_path(nodes, WP_BASE, move->base);
            if (node != NULL && node->deleted == node)
                node->worked_on = false;
        }
        if (mover != NULL && mover->start == move->to) {
            node = node_at_path(nodes, move->mover, move->moved);
            if (node != NULL)
                set_origins(nodes, move, node->versions[move->mover], move->base, move->changed);
        }
    }
}

/* Whether `version` has only changed values of the item and of the items below it, and has. */
static bool has_only_new_values(const struct wp_merge_node *node, enum wp_version version)
{
    const struct wp_version_item *top = node->versions[version];
    const struct wp_version_item *base = node->versions[WP_BASE];
    bool changed = false;

    if (top->end - top != base->end - base)
        return false;
    for (ptrdiff_t i = 0; i < top->end - top; i++) {
        const struct wp_item *before = base[i].item;
        const struct wp_item *after = top[i].item;

        if (base[i].mates[version] != &top[i] || before->extras != after->extras)
            return false;
        for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
            changed = changed || !wp_item_value_equal(before, after, key);
    }
    return changed;
}

/* Whether `mover` has put the item off to another week. */
static bool is_put_off_by(const struct wp_merge_node *node, enum wp_version mover)
{
    return node->versions[WP_OURS] != NULL && node->versions[WP_THEIRS] != NULL &&
           node->versions[WP_BASE] != NULL && !node->versions[WP_BASE]->item->dropped &&
           wp_deferral_reason_day(node->versions[mover]->item) != WP_NO_DAY &&
           !node->versions[other_version(mover)]->item->dropped;
}

void wp_moved_items_find_left(struct wp_merged_week *merged, const struct wp_merge_nodes *nodes)
{
    merged->left = wp_arena_array(nodes->arena, 2 * nodes->count, sizeof *merged->left);
    merged->left_count = 0;
    for (size_t i = 0; i < nodes->count; i++) {
        const struct wp_merge_node *node = &nodes->nodes[i];

        for (enum wp_version mover = WP_OURS; mover < WP_VERSIONS; mover++) {
            enum wp_version other = other_version(mover);
            const struct wp_item *changed = wp_merge_node_item(node, other);
            bool deleted = node->deleted == node && node->worked_on &&
                           node->versions[mover] == NULL && node->versions[WP_BASE]->parent != NULL;
            bool put_off = is_put_off_by(node, mover);

            if ((!deleted && !put_off) || changed == NULL || !has_only_new_values(node, other))
                continue;
            merged->left[merged->left_count++] = (struct wp_item_move){
                .mover = mover,
                .stays = put_off,
                .from = merged->start,
                .to = put_off ? wp_deferral_reason_day(node->versions[mover]->item) : WP_NO_DAY,
                .base = node->versions[WP_BASE]->item,
                .changed = changed};
        }
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

/* Return the only item of the week with this id, or else with this title. NULL if it has none, or
 * more than one. */
static const struct wp_item *find_single(const struct wp_week *week, const struct wp_item *item)
{
    const struct wp_item *found = NULL;
    size_t count = 0;

    for (const struct wp_item *each = wp_week_item_after(week, NULL); each != NULL;
         each = wp_week_item_after(week, each)) {
        if (item->id.length > 0 && wp_str_equal(each->id, item->id))
            return each;
        if (wp_str_equal(each->title, item->title)) {
            found = each;
            count++;
        }
    }
    return count == 1 ? found : NULL;
}

bool wp_moved_items_find_target(struct wp_item_move *move, const struct wp_week *week,
                                const struct wp_week *base)
{
    const struct wp_item *found;

    if (week->start == move->from || (move->stays && week->start != move->to))
        return false;
    found = find_single(week, move->base);
    if (found == NULL || wp_item_is_also(found) ||
        (base != NULL && find_single(base, move->base) != NULL) ||
        (!move->stays && !has_all_below(found, move->base)))
        return false;
    move->moved = found;
    move->to = week->start;
    return true;
}
