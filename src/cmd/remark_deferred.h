/*
 * Items that `defer` has moved to a later week: the reason that is written into the week that
 * they left, and a note to the user if they are changed there.
 */
#ifndef CMD_REMARK_DEFERRED_H
#define CMD_REMARK_DEFERRED_H

#include "cmd/transaction.h"

/* Append the reason for dropping an item that is moved to the week that begins on `start`:
 * "deferred to 2019-08-11". */
void wp_remark_deferred_reason(struct wp_buf *buf, wp_day start);

/* Print a note on the items that `defer` has moved to a later week and that are still there. The
 * note has the `rm` command that removes them there. `items` are as they were before the change.
 * There is no note on an item that is dropped or absent in the later week, and on a week that
 * cannot be read. */
void wp_remark_deferred(struct wp_transaction *change, const struct wp_item *const *items,
                        size_t count);

#endif
