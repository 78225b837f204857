/*
 * The clock of the system.
 */
#ifndef OS_CLOCK_H
#define OS_CLOCK_H

#include <weekplan/calendar.h>

/* Return today in the local time zone (localtime(3), TZ). Return WP_NO_DAY if the clock cannot be
 * read or is outside the years 1 to 9999. */
wp_day wp_clock_today(void);

/* The current time in the local time zone. */
struct wp_now {
    wp_day day;
    int32_t second; /* second of the day, from 0 */
    int32_t east;   /* offset of the time zone from UTC, in minutes; positive in the east */
};

/* Set *now to the current time. Return false if the clock cannot be read or is outside the years 1
 * to 9999. */
bool wp_clock_now(struct wp_now *now);

#endif
