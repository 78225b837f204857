#include "model/counterpart.h"

#include <stdlib.h>
#include <string.h>

static int compare_names(struct wp_str a, struct wp_str b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter > 0 ? memcmp(a.data, b.data, shorter) : 0;

    return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

static int compare_named(const void *a, const void *b)
{
    const struct wp_named *first = a;
    const struct wp_named *second = b;
    int order = compare_names(first->name, second->name);

    if (order != 0)
        return order;
    return (first->item->number > second->item->number) -
           (first->item->number < second->item->number);
}

/* The first of that name, or NULL. */
static const struct wp_item *find(const struct wp_named *named, size_t count, struct wp_str name)
{
    size_t low = 0;
    size_t high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_names(named[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && wp_str_equal(named[low].name, name) ? named[low].item : NULL;
}

bool wp_counterparts_make(struct wp_counterparts *counterparts, const struct wp_week *week,
                          struct wp_arena *arena)
{
    const struct wp_item *item;

    *counterparts = (struct wp_counterparts){.ids = NULL};
    if (week == NULL || week->item_count == 0)
        return true;
    counterparts->ids = wp_arena_array(arena, week->item_count, sizeof *counterparts->ids);
    counterparts->titles = wp_arena_array(arena, week->item_count, sizeof *counterparts->titles);
    if (counterparts->ids == NULL || counterparts->titles == NULL)
        return false;
    for (item = wp_item_after(&week->root, &week->root); item != NULL;
         item = wp_item_after(item, &week->root)) {
        if (item->id.length > 0)
            counterparts->ids[counterparts->id_count++] = (struct wp_named){item->id, item};
        if (item->parent == &week->root)
            counterparts->titles[counterparts->title_count++] =
                (struct wp_named){item->title, item};
    }
    qsort(counterparts->ids, counterparts->id_count, sizeof *counterparts->ids, compare_named);
    qsort(counterparts->titles, counterparts->title_count, sizeof *counterparts->titles,
          compare_named);
    return true;
}

const struct wp_item *wp_counterpart_of(const struct wp_counterparts *counterparts,
                                        const struct wp_item *item)
{
    const struct wp_item *found = NULL;

    if (item->id.length > 0)
        found = find(counterparts->ids, counterparts->id_count, item->id);
    if (found == NULL && wp_item_depth(item) == 1)
        found = find(counterparts->titles, counterparts->title_count, item->title);
    return found;
}
