/*
 * Pair the items of a week with those of another week: by id, at any place, else by title
 * at the same place. Items with equal titles are paired in the order of the file.
 */
#ifndef PLAN_PAIR_ITEMS_H
#define PLAN_PAIR_ITEMS_H

#include "base/arena.h"
#include <weekplan/item.h>

struct wp_pair_list {
    const struct wp_item **items; /* sorted; in the arena */
    size_t count;
};

struct wp_pair {
    struct wp_pair_list ids; /* items of the other week, by id */
    /* Items that no id pairs; sorted by place, then title, then number. */
    struct wp_pair_list titled;
    struct wp_pair_list titles; /* items of the other week to pair by title; sorted by place, then
                                   title, then number */
};

/* Prepare to pair `count` items with those below `other`. The arena owns the lists. */
void wp_pair_begin(struct wp_pair *pair, struct wp_arena *arena, const struct wp_item *const *items,
                   size_t count, const struct wp_item *other);

/* Return the item of the other week that is paired with `item`, or NULL. `parent` is the parent
 * that `item` has in the other week; if it is NULL, `item` is paired by its id only. */
const struct wp_item *wp_pair_find(const struct wp_pair *pair, const struct wp_item *item,
                                   const struct wp_item *parent);

/* Return the item below `root`, the root of the other week, that is paired with `item`, or NULL.
 * The items above `item` are paired too, its goal first: they have to be among the items of
 * wp_pair_begin. */
const struct wp_item *wp_pair_find_below(const struct wp_pair *pair, const struct wp_item *item,
                                         const struct wp_item *root);

#endif
