/*
 * The new items of a week after a change.
 */
#ifndef CMD_ARRIVED_ITEMS_H
#define CMD_ARRIVED_ITEMS_H

#include <weekplan/item.h>

struct wp_arrived_items {
    const struct wp_item **items; /* owned; in the order of the file */
    size_t count;
    size_t capacity;
};

/* Find the items of `after` that are new since `before`, which is NULL if all of them are. New
 * items are after the old ones of their list. If `below` is true, find also the items below new
 * items. Free `arrivals` with wp_arrived_items_free. */
void wp_arrived_items_find(struct wp_arrived_items *arrivals, const struct wp_week *before,
                           const struct wp_week *after, bool below);

/* Free the list. No-op on a zeroed struct. */
void wp_arrived_items_free(struct wp_arrived_items *arrivals);

#endif
