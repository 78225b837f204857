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

/* Return how the item was closed; WP_KEY_COUNT if it is NULL, WP_KEY_TITLE if it is open. */
static enum wp_key key_of_closing(const struct wp_item *item)
{
    static const enum wp_key keys[] = {
        [WP_OPEN] = WP_KEY_TITLE, [WP_DONE] = WP_KEY_DONE, [WP_DROPPED] = WP_KEY_DROPPED};

    return item != NULL ? keys[item->progress.state] : WP_KEY_COUNT;
}

size_t wp_done_before_carry_list(const struct wp_carry_versions *weeks, enum wp_version closer,
                                 struct wp_arena *arena, struct wp_done_before_carry **items)
{
    enum wp_version other = closer == WP_OURS ? WP_THEIRS : WP_OURS;
    const struct wp_item *root = &weeks->before[WP_BASE]->root;
    size_t total = wp_item_count_below(root);
    struct carry_pairs pairs = {wp_arena_array(arena, total + 1, sizeof(struct wp_item *)), 0,
                                arena};
    const struct wp_item *last = NULL; /* the last item of the base that is in the list */
    struct wp_pair closed, begun, left, carried, there;
    size_t count = 0;

    for (const struct wp_item *item = root; (item = wp_item_after(item, root)) != NULL;)
        pairs.items[pairs.count++] = item;
    closed = pair_with(&pairs, weeks->before[closer]);
    begun = pair_with(&pairs, weeks->after[closer]);
    left = pair_with(&pairs, weeks->before[other]);
    carried = pair_with(&pairs, weeks->after[other]);
    there = pair_with(&pairs, weeks->after[WP_BASE]);
    *items = wp_arena_array(arena, total + 1, sizeof **items);
    for (size_t i = 0; i < pairs.count; i++) {
        const struct wp_item *item = pairs.items[i];
        enum wp_key key = key_of_closing(pair_in(&closed, weeks->before[closer], item));
        const struct wp_item *copy = pair_in(&carried, weeks->after[other], item);

        if (item->progress.state != WP_OPEN || wp_item_goal(item)->weekly || key == WP_KEY_TITLE ||
            copy == NULL || copy->progress.state != WP_OPEN ||
            pair_in(&begun, weeks->after[closer], item) != NULL ||
            pair_in(&left, weeks->before[other], item) == NULL ||
            pair_in(&there, weeks->after[WP_BASE], item) != NULL ||
            (weeks->after[WP_BASE] != NULL && wp_item_goal(copy)->carried == 0) ||
            (last != NULL && wp_item_within(item, last)))
            continue;
        last = item;
        (*items)[count++] = (struct wp_done_before_carry){copy, key};
    }
    return count;
}
