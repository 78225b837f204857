#include "plan/item_set.h"

#include <stdlib.h>

static int compare_pointers(const struct wp_item *a, const struct wp_item *b)
{
    return ((uintptr_t)a > (uintptr_t)b) - ((uintptr_t)a < (uintptr_t)b);
}

static int item_set_compare(const void *a, const void *b)
{
    const struct wp_item *x = *(const struct wp_item *const *)a;
    const struct wp_item *y = *(const struct wp_item *const *)b;

    return x->parent != y->parent ? compare_pointers(x->parent, y->parent) : compare_pointers(x, y);
}

void wp_item_set_sort(const struct wp_item **items, size_t count)
{
    if (count > 1)
        qsort(items, count, sizeof(struct wp_item *), item_set_compare);
}

bool wp_item_set_has(const struct wp_item *const *items, size_t count, const struct wp_item *item)
{
    return count > 0 &&
           bsearch(&item, items, count, sizeof(struct wp_item *), item_set_compare) != NULL;
}
