/*
 * Items that `defer` has put off: what they say in the week that they left, and the
 * way back to where they are.
 */
#ifndef CMD_DEFERRED_H
#define CMD_DEFERRED_H

#include "cmd/change.h"

/* Appends the reason why an item is dropped that is put off to the week which begins on
 * that day: "deferred to 2019-08-11". */
void wp_deferred_reason(struct wp_buf *buf, wp_day start);

/*
 * Remarks, of items as they were in the selected week, that the week to which they were
 * put off has them too, and which command takes them out there. Nothing of those that
 * were not put off, or are not there, or have been dropped there as well. Fails only
 * with WP_NO_MEMORY.
 */
enum wp_status wp_deferred_remark(struct wp_transaction *change, const struct wp_item *const *items,
                                  size_t count, struct wp_error *error);

#endif
