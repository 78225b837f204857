#include "merge/moved_items.h"

#include "merge/closed_above.h"
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

const struct wp_item *wp_moved_items_find_like(const struct wp_item *parent,
                                               const struct wp_item *item)
{
    const struct wp_item *child = parent->first;

    while (child != NULL && !is_like(child, item))
        child = child->next;
    return child;
}

/* Whether `version` has changed a value of an item of the base, or has added, moved or deleted one,
 * at the item of the node or below it. */
static bool is_changed_below(const struct wp_merge_node *node, enum wp_version version)
{
    const struct wp_version_item *top = node->versions[version];
    const struct wp_version_item *base = node->versions[WP_BASE];

    if (top->end - top != base->end - base)
        return true;
    for (ptrdiff_t i = 0; i < top->end - top; i++) {
        if (base[i].mates[version] != &top[i] || base[i].item->extras != top[i].item->extras)
            return true;
        for (enum wp_key key = 0; key < WP_KEY_COUNT; key++)
            if (!wp_item_value_equal(base[i].item, top[i].item, key))
                return true;
    }
    return false;
}

/* Return the day of the week to which `version` has put the item off, or WP_NO_DAY. */
static wp_day day_of_deferral(const struct wp_merge_node *node, enum wp_version version)
{
    const struct wp_item *item = wp_merge_node_item(node, version);

    return item != NULL ? wp_deferral_reason_day(item) : WP_NO_DAY;
}

/* Whether `mover` has put the item of the node off, and the other version has changed it. */
static bool is_put_off(const struct wp_merge_node *node, enum wp_version mover)
{
    enum wp_version other = other_version(mover);

    return day_of_deferral(node, mover) != WP_NO_DAY && node->versions[other] != NULL &&
           is_changed_below(node, other);
}

/* Return the item above `item` because of which alone it is closed, if it was open in the base;
 * else NULL. */
static const struct wp_item *newly_closed_above(const struct wp_item *item,
                                                const struct wp_item *base)
{
    return base->progress.state == WP_OPEN ? wp_closed_above_of(item) : NULL;
}

/* Whether `mover` has deleted the item of the node, and the other version has worked on it, on what
 * was deleted together with it, or has closed it. If both have deleted the item, `mover` is ours.
 */
static bool is_deleted(const struct wp_merge_node *node, enum wp_version mover)
{
    const struct wp_item *item = wp_merge_node_item(node, other_version(mover));

    if (node->versions[mover] != NULL)
        return false;
    if (item == NULL)
        return mover == WP_OURS;
    return node->deleted != NULL &&
           (node->deleted->worked_on || is_changed_below(node, other_version(mover)) ||
            newly_closed_above(item, wp_merge_node_item(node, WP_BASE)) != NULL);
}

/* Whether `version` has the item of the node below another item than the base, or among the
 * goals. */
static bool is_placed(const struct wp_merge_node *node, enum wp_version version)
{
    const struct wp_item *item = wp_merge_node_item(node, version);

    return item != NULL && !wp_item_is_also(item) &&
           wp_merge_node_parent(node, version) != wp_merge_node_parent(node, WP_BASE);
}

void wp_moved_items_find_left(struct wp_merged_week *merged, const struct wp_merge_nodes *nodes)
{
    merged->left = wp_arena_array(nodes->arena, 2 * nodes->count, sizeof *merged->left);
    merged->left_count = 0;
    for (size_t i = 0; i < nodes->count; i++)
        for (enum wp_version mover = WP_OURS; mover < WP_VERSIONS; mover++) {
            const struct wp_merge_node *node = &nodes->nodes[i];
            const struct wp_item *base = wp_merge_node_item(node, WP_BASE);
            bool stays = base != NULL && is_put_off(node, mover);

            if (base == NULL || base->parent == NULL || (!stays && !is_deleted(node, mover)))
                continue;
            merged->left[merged->left_count++] = (struct wp_item_move){
                .mover = mover,
                .stays = stays,
                .from = merged->start,
                .at = merged->start,
                .to = stays ? day_of_deferral(node, mover) : WP_NO_DAY,
                .base = base,
                .changed = wp_merge_node_item(node, other_version(mover)),
                .placed = is_placed(node, other_version(mover)),
                .left = {NULL, nodes->versions[WP_OURS].week, nodes->versions[WP_THEIRS].week}};
        }
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

bool wp_moved_items_has_like(const struct wp_week *week, const struct wp_item *item)
{
    const struct wp_item *found;

    return count_like(week, item, &found) > 0;
}

const struct wp_item *wp_moved_items_find_target(const struct wp_item_move *move,
                                                 const struct wp_week *week,
                                                 const struct wp_week *base)
{
    const struct wp_item *found = NULL;

    if ((move->stays && week->start != move->to) || week->start == move->from ||
        (base != NULL && count_like(base, move->base, &found) > 0) ||
        count_like(week, move->base, &found) != 1 ||
        (wp_item_is_also(found) && !wp_item_is_also(move->base)))
        return NULL;
    return found;
}

/* Whether all items below `base` are below `moved`, or in no list of `left`. */
static bool have_all_followed(const struct wp_item *moved, const struct wp_item *base,
                              const struct wp_week *left)
{
    for (const struct wp_item *child = base->first; child != NULL; child = child->next) {
        const struct wp_item *same = wp_moved_items_find_like(moved, child);

        if (same == NULL && left != NULL && wp_moved_items_has_like(left, child))
            return false;
        if (same != NULL && !have_all_followed(same, child, left))
            return false;
    }
    return true;
}

bool wp_moved_items_may_follow(const struct wp_item_move *move)
{
    enum wp_version other = other_version(move->mover);

    return move->stays || move->changed == NULL ||
           (have_all_followed(move->moved, move->base, move->left[move->mover]) &&
            (move->at == move->from ||
             have_all_followed(move->changed, move->base, move->left[other])));
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

bool wp_moved_items_has_remark(const struct wp_item_move *move)
{
    if (move->stays)
        return false;
    if (move->changed == NULL)
        return true;
    if (move->at != move->from)
        return move->at != move->to;
    return move->placed || newly_closed_above(move->changed, move->base) != NULL;
}

/* Note at the item of a move, in the week to which it was moved, what the other version had done
 * with it. */
static void note_move(struct wp_merge_node *node, const struct wp_item_move *move)
{
    enum wp_version other = other_version(move->mover);

    if (move->changed == NULL) {
        node->deleted_elsewhere[other] = true;
        return;
    }
    node->not_moved[other] = move->at != move->from || move->placed;
    if (move->at == move->from)
        node->left_open_by[other] = newly_closed_above(move->changed, move->base);
}

/* Note at an item that was put off that what is below it is in the other week. */
static void note_put_off(struct wp_merge_nodes *nodes, const struct wp_week_versions *versions,
                         const struct wp_item_move *move)
{
    const struct wp_week *base = versions->weeks[WP_BASE];
    struct wp_merge_node *node = NULL;

    if (base != NULL && base->start == move->from)
        node = node_at_path(nodes, WP_BASE, move->base);
    if (node != NULL)
        node->put_off = true;
}

void wp_moved_items_note(struct wp_merge_nodes *nodes, const struct wp_week_versions *versions)
{
    for (size_t i = 0; i < versions->move_count; i++) {
        const struct wp_item_move *move = &versions->moves[i];
        const struct wp_week *week = versions->weeks[move->mover];
        struct wp_merge_node *node;

        if (move->stays)
            note_put_off(nodes, versions, move);
        if (week == NULL || week->start != move->to || !wp_moved_items_has_remark(move))
            continue;
        node = node_at_path(nodes, move->mover, move->moved);
        if (node != NULL)
            note_move(node, move);
    }
}
