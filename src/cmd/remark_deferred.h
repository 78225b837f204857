/*
 * Items that `defer` has moved to a later week: a note to the user if they are changed in the
 * week that they left.
 */
#ifndef CMD_REMARK_DEFERRED_H
#define CMD_REMARK_DEFERRED_H

#include "cmd/transaction.h"

/* Print a note on the items that `defer` has moved to a later week and that are still there. The
 * note has the `rm` command that removes them there. `items` are as they were before the change.
 * There is no note on an item that is dropped or absent in the later week, and on a week that
 * cannot be read. */
void wp_remark_deferred(struct wp_transaction *change, const struct wp_item *const *items,
                        size_t count);

#endif
