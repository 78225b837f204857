/*
 * Sets of a week's items: a sorted array of them.
 */
#ifndef PLAN_ITEM_SET_H
#define PLAN_ITEM_SET_H

#include <weekplan/item.h>

/* Makes a set of the items: those of one list come to stand together. */
void wp_item_set_sort(const struct wp_item **items, size_t count);

/* Whether the set has the item. */
bool wp_item_set_has(const struct wp_item *const *items, size_t count, const struct wp_item *item);

#endif
