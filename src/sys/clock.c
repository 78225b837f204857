#include "sys/clock.h"

#include <time.h>

wp_day wp_clock_today(void)
{
    time_t now = time(NULL);
    struct tm local;
    tzset(); /* localtime_r(3) need not look at TZ */
    if (now == (time_t)-1 || localtime_r(&now, &local) == NULL)
        return WP_NO_DAY;
    if (local.tm_year < 1 - 1900 || local.tm_year > 9999 - 1900)
        return WP_NO_DAY;
    return wp_day_of((struct wp_date){
        .year = local.tm_year + 1900, .month = local.tm_mon + 1, .day = local.tm_mday});
}
