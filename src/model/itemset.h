/*
 * Sets of a week's items: a sorted array of them.
 */
#ifndef MODEL_ITEMSET_H
#define MODEL_ITEMSET_H

#include <weekplan/plan.h>

/* Makes a set of the items: those of one list come to stand together. */
void wp_items_sort(const struct wp_item **items, size_t count);

/* Whether the set has the item. */
bool wp_items_have(const struct wp_item *const *items, size_t count, const struct wp_item *item);

#endif
