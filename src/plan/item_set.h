/*
 * A set of items of a week: a sorted array.
 */
#ifndef PLAN_ITEM_SET_H
#define PLAN_ITEM_SET_H

#include <weekplan/item.h>

/* Sort an array of items, to make a set of it. Siblings are next to each other in a set. */
void wp_item_set_sort(const struct wp_item **items, size_t count);

/* Return whether the set has `item`. */
bool wp_item_set_has(const struct wp_item *const *items, size_t count, const struct wp_item *item);

#endif
