/*
 * Changing values of one item, or of the week, for `set`, `note` and `progress`.
 */
#ifndef CMD_CHANGE_ITEM_H
#define CMD_CHANGE_ITEM_H

#include "cmd/transaction.h"

/* New values for an item. */
struct wp_item_change {
    const struct wp_item *item;
    const struct wp_item *values; /* borrowed until the transaction ends */
    unsigned keys;                /* keys whose values are taken, a set of WP_KEY_BIT */
    unsigned printed; /* keys whose new values are printed, if the item is the only one */
};

/*
 * Set the values of an item to those of `values`, for each key in `keys`, a set of WP_KEY_BIT. If
 * `item` is the root of change->new_week, start the week. `values` is borrowed until the
 * transaction ends.
 *
 * Print the result with the changed values of the keys in `printed`. If no value has changed,
 * print `unchanged` instead.
 *
 * WP_MISSING  the week is not in the plan, and `values` are not enough to start it
 * and the statuses of wp_edit_week
 */
enum wp_status wp_change_item(struct wp_transaction *change, const struct wp_item *item,
                              const struct wp_item *values, unsigned keys, unsigned printed,
                              const char *unchanged, struct wp_error *error);

/* As wp_change_item, for several items of one week, none of them twice. */
enum wp_status wp_change_items(struct wp_transaction *change, const struct wp_item_change *wanted,
                               size_t wanted_count, const char *unchanged, struct wp_error *error);

#endif
