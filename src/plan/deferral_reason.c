#include "plan/deferral_reason.h"

#define REASON "deferred to "

void wp_deferral_reason_put(struct wp_buf *buf, wp_day start)
{
    wp_buf_puts(buf, REASON);
    wp_day_format(buf, start);
}

wp_day wp_deferral_reason_day(const struct wp_item *item)
{
    struct wp_str reason = item->dropped_reason;
    wp_day start = WP_NO_DAY;

    if (item->dropped && wp_str_starts(reason, REASON))
        (void)wp_day_parse(wp_str_slice(reason, sizeof REASON - 1, reason.length), &start);
    return start;
}
