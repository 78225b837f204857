/*
 * What day it is.
 */
#ifndef OS_CLOCK_H
#define OS_CLOCK_H

#include <weekplan/calendar.h>

/* Today by the local calendar (localtime(3), TZ). WP_NO_DAY when the clock
 * cannot be read or is outside the years 1 to 9999. */
wp_day wp_clock_today(void);

/* A moment by the local clock. */
struct wp_now {
    wp_day day;
    int32_t second; /* of the day */
    int32_t east;   /* how many minutes the local clock is ahead of UTC */
};

/* False where wp_clock_today has no day. */
bool wp_clock_now(struct wp_now *now);

#endif
