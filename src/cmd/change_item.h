/*
 * Changing values of one item, or of the week, for `set`, `note` and `progress`.
 */
#ifndef CMD_CHANGE_ITEM_H
#define CMD_CHANGE_ITEM_H

#include "cmd/locked_plan.h"

/* The new values of an item, for wp_change_items. */
struct wp_item_change {
    const struct wp_item *item;
    /* item with the new values; borrowed until the plan is unlocked */
    const struct wp_item *values;
    /* keys whose values are copied from `values`, a set of WP_KEY_BIT */
    unsigned keys;
    /* keys whose new values are printed if they are changed; a set of WP_KEY_BIT */
    unsigned printed;
};

/*
 * Set the values of an item to those of `values`, for each key in `keys`, a set of WP_KEY_BIT. If
 * `item` is the root of change->new_week, start the week. `values` is borrowed until the
 * plan is unlocked.
 *
 * Print the result with the changed values of the keys in `printed`. If no value has changed,
 * print `unchanged` instead.
 *
 * WP_MISSING  the week is not in the plan, and `values` are not enough to start it
 * and the statuses of wp_edit_week
 */
enum wp_status wp_change_item(struct wp_locked_plan *change, const struct wp_item *item,
                              const struct wp_item *values, unsigned keys, unsigned printed,
                              const char *unchanged, struct wp_error *error);

/* Change several items of one week, as wp_change_item does one. No item may be given twice. */
enum wp_status wp_change_items(struct wp_locked_plan *change, const struct wp_item_change *wanted,
                               size_t wanted_count, const char *unchanged, struct wp_error *error);

#endif
