/*
 * What day it is.
 */
#ifndef SYS_CLOCK_H
#define SYS_CLOCK_H

#include <weekplan/calendar.h>

/* Today by the local calendar (localtime(3), TZ). WP_NO_DAY when the clock
 * cannot be read or is outside the years 1 to 9999. */
wp_day wp_clock_today(void);

#endif
