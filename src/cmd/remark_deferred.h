/*
 * Items that `defer` has put off: the reason in the week that they left, and a remark on where
 * they are now.
 */
#ifndef CMD_REMARK_DEFERRED_H
#define CMD_REMARK_DEFERRED_H

#include "cmd/transaction.h"

/* Append the reason of an item that is put off to the week that begins on `start`: "deferred
 * to 2019-08-11". */
void wp_remark_deferred_reason(struct wp_buf *buf, wp_day start);

/* If an item that `defer` put off is still in the later week, remark that, with the `rm`
 * command that removes it there. No remark on other items, and on those that are absent or
 * dropped there. A week that cannot be read is ignored. `items` are as they were before the
 * change. */
void wp_remark_deferred(struct wp_transaction *change, const struct wp_item *const *items,
                        size_t count);

#endif
