/*
 * Items that the command `defer` has moved to a later week. In the old week they keep their lines,
 * with the reason `dropped: deferred to 2019-08-11`.
 */
#ifndef PLAN_DEFERRAL_REASON_H
#define PLAN_DEFERRAL_REASON_H

#include <weekplan/item.h>

/* Append the reason for an item that is deferred to the week that begins on `start`: "deferred to
 * 2019-08-11". */
void wp_deferral_reason_put(struct wp_buf *buf, wp_day start);

/* Return the day in the item's `dropped: deferred to DAY`, or WP_NO_DAY if the item has another
 * reason or none. */
wp_day wp_deferral_reason_day(const struct wp_item *item);

#endif
