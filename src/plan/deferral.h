/*
 * The reason of an item that `defer` put off: `dropped: deferred to 2019-08-11`.
 */
#ifndef PLAN_DEFERRAL_H
#define PLAN_DEFERRAL_H

#include <weekplan/item.h>

/* Append the reason of an item that is put off to the week that begins on `start`: "deferred
 * to 2019-08-11". */
void wp_deferral_put_reason(struct wp_buf *buf, wp_day start);

/* Return the first day of the week to which the item's own `dropped:` puts it off, or WP_NO_DAY. */
wp_day wp_deferral_day(const struct wp_item *item);

#endif
