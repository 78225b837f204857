#include "cmd/arrived_items.h"

#include <stdlib.h>

#include "base/memory.h"

static void add_arrival(struct wp_arrived_items *arrivals, const struct wp_item *item)
{
    arrivals->items = wp_memory_grow(arrivals->items, &arrivals->capacity, arrivals->count + 1,
                                     sizeof(struct wp_item *));
    arrivals->items[arrivals->count++] = item;
}

/* Add the new subtasks of an item. `before` is the item before the change, or NULL. */
static void add_new_subtasks(struct wp_arrived_items *arrivals, const struct wp_item *before,
                             const struct wp_item *after, bool below)
{
    const struct wp_item *old = before != NULL ? before->first : NULL;

    for (const struct wp_item *top = after->first; top != NULL; top = top->next) {
        const struct wp_item *item = old == NULL ? top : NULL;

        for (; item != NULL; item = below ? wp_item_after(item, top) : NULL)
            add_arrival(arrivals, item);
        if (old != NULL) {
            add_new_subtasks(arrivals, old, top, below);
            old = old->next;
        }
    }
}

void wp_arrived_items_find(struct wp_arrived_items *arrivals, const struct wp_week *before,
                           const struct wp_week *after, bool below)
{
    *arrivals = (struct wp_arrived_items){.count = 0};
    add_new_subtasks(arrivals, before != NULL ? &before->root : NULL, &after->root, below);
}

void wp_arrived_items_free(struct wp_arrived_items *arrivals)
{
    free(arrivals->items);
    *arrivals = (struct wp_arrived_items){.count = 0};
}
