/*
 * Pair the items of a week with the items of another week. Items with the same id are a pair, even
 * if they are below different items. Else items with the same title are a pair if their parents are
 * a pair. Siblings with equal titles are paired in the order of the file.
 */
#ifndef PLAN_PAIR_ITEMS_H
#define PLAN_PAIR_ITEMS_H

#include "base/arena.h"
#include <weekplan/item.h>

/* A sorted array of items. */
struct wp_pair_list {
    const struct wp_item **items; /* owned by the arena of wp_pair_begin */
    size_t count;
};

/* The items of two weeks that are to be paired: of the first week, and of the other week. */
struct wp_pair {
    /* items of the other week (the second) that have an id, sorted by id */
    struct wp_pair_list ids;
    /* items of the first week to pair by title, sorted by parent, title and number */
    struct wp_pair_list titled;
    /* items of the other week (the second) to pair by title, sorted by parent, title and number */
    struct wp_pair_list titles;
};

/* Prepare to pair `count` items with the items below `other`, the root of the other week, and by id
 * also with the items below `also`, the root of its list `also:`. NULL is allowed for `also`. The
 * arena owns the lists of `pair`. */
void wp_pair_begin(struct wp_pair *pair, struct wp_arena *arena, const struct wp_item *const *items,
                   size_t count, const struct wp_item *other, const struct wp_item *also);

/* Return the item of the other week that is paired with `item`, or NULL. `parent` is the item of
 * the other week that is paired with the parent of `item`. If `parent` is NULL, compare only ids.
 */
const struct wp_item *wp_pair_find(const struct wp_pair *pair, const struct wp_item *item,
                                   const struct wp_item *parent);

/* Return the item below `root`, the root of the other week, that is paired with `item`, or NULL.
 * First pair the items above `item`, from its goal down. These items must be among the items that
 * were given to wp_pair_begin. */
const struct wp_item *wp_pair_find_below(const struct wp_pair *pair, const struct wp_item *item,
                                         const struct wp_item *root);

/* The titles of items that are not paired yet, to pair the items by title alone, whatever their
 * parents are. */
struct wp_pair_titles {
    const struct wp_item **items; /* owned by the arena; sorted by title */
    size_t count;
    /* owned by the arena; at the index of the first item of a title, number of the items with this
     * title that are paired */
    size_t *taken;
};

/* Set `titles` to the items below `root` that are not in `used`. */
void wp_pair_titles_begin(struct wp_pair_titles *titles, struct wp_arena *arena,
                          const struct wp_item *root, const struct wp_pair_list *used);

/* Pair the next item that has the title `title`. Return false if all items with this title are
 * paired already, or if no item has this title. */
bool wp_pair_titles_take(struct wp_pair_titles *titles, struct wp_str title);

#endif
