/*
 * Changing the values of one item, or of the week: for the commands `set`, `note` and
 * `progress`.
 */
#ifndef CMD_CHANGE_ITEM_H
#define CMD_CHANGE_ITEM_H

#include "cmd/transaction.h"

/*
 * Give an item the values of `keys`, a set of keys (see WP_KEY_BIT), from `values`. Print the
 * result, with the values of the changed keys in `printed`; print `unchanged` if the item has
 * all values already. Start the week if `item` is the root of change->new_week. `values` is
 * borrowed until the transaction ends.
 *
 * WP_MISSING  the week is absent, and `values` would not start it
 * and as wp_edit_week
 */
enum wp_status wp_change_item(struct wp_transaction *change, const struct wp_item *item,
                              const struct wp_item *values, unsigned keys, unsigned printed,
                              const char *unchanged, struct wp_error *error);

#endif
