#include "merge/done_before_carry.h"

#include "plan/pair_items.h"

/* The items of the old week of the base, to be paired with those of another week. */
struct carry_pairs {
    const struct wp_item **items; /* owned by the arena */
    size_t count;
    struct wp_arena *arena;
};

/* Prepare to find items in `week`. NULL is allowed for `week`. */
static struct wp_pair pair_with(const struct carry_pairs *pairs, const struct wp_week *week)
{
    struct wp_pair pair = {.ids = {NULL, 0}};

    if (week != NULL)
        wp_pair_begin(&pair, pairs->arena, pairs->items, pairs->count, &week->root, NULL);
    return pair;
}

/* Return the item of `week` that is `item` of the old week of the base, or NULL. */
static const struct wp_item *pair_in(const struct wp_pair *pair, const struct wp_week *week,
                                     const struct wp_item *item)
{
    return week != NULL ? wp_pair_find_below(pair, item, &week->root) : NULL;
}

size_t wp_done_before_carry_list(const struct wp_carry_versions *weeks, struct wp_arena *arena,
                                 const struct wp_item ***items)
{
    const struct wp_item *root = &weeks->base->root;
    size_t total = wp_item_count_below(root);
    struct carry_pairs pairs = {wp_arena_array(arena, total + 1, sizeof(struct wp_item *)), 0,
                                arena};
    const struct wp_item *last = NULL; /* the last item of the base that is in the list */
    struct wp_pair done, begun, left, carried;
    size_t count = 0;

    for (const struct wp_item *item = root; (item = wp_item_after(item, root)) != NULL;)
        pairs.items[pairs.count++] = item;
    done = pair_with(&pairs, weeks->done);
    begun = pair_with(&pairs, weeks->begun);
    left = pair_with(&pairs, weeks->left);
    carried = pair_with(&pairs, weeks->carried);
    *items = wp_arena_array(arena, total + 1, sizeof(struct wp_item *));
    for (size_t i = 0; i < pairs.count; i++) {
        const struct wp_item *item = pairs.items[i];
        const struct wp_item *there = pair_in(&done, weeks->done, item);
        const struct wp_item *copy = pair_in(&carried, weeks->carried, item);

        if (item->progress.state != WP_OPEN || wp_item_goal(item)->weekly || there == NULL ||
            there->progress.state != WP_DONE || copy == NULL || copy->progress.state != WP_OPEN ||
            pair_in(&begun, weeks->begun, item) != NULL ||
            pair_in(&left, weeks->left, item) == NULL ||
            (last != NULL && wp_item_within(item, last)))
            continue;
        last = item;
        (*items)[count++] = copy;
    }
    return count;
}
