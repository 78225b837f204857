#include "os/clock.h"

#include <time.h>

/* Return the day of a broken-down time, or WP_NO_DAY if it is outside the years 1 to 9999. */
static wp_day day_of_tm(const struct tm *time)
{
    if (time->tm_year < 1 - 1900 || time->tm_year > 9999 - 1900)
        return WP_NO_DAY;
    return wp_day_of((struct wp_date){
        .year = time->tm_year + 1900, .month = time->tm_mon + 1, .day = time->tm_mday});
}

/* Return the second of the day of a broken-down time. Count a leap second as second 59. */
static int32_t second_of(const struct tm *time)
{
    return time->tm_hour * 3600 + time->tm_min * 60 + (time->tm_sec < 60 ? time->tm_sec : 59);
}

bool wp_clock_now(struct wp_now *now)
{
    time_t clock = time(NULL);
    struct tm local;
    struct tm utc;

    tzset(); /* POSIX does not require that localtime_r(3) reads TZ */
    if (clock == (time_t)-1 || localtime_r(&clock, &local) == NULL ||
        gmtime_r(&clock, &utc) == NULL)
        return false;
    now->day = day_of_tm(&local);
    now->second = second_of(&local);
    if (now->day == WP_NO_DAY || day_of_tm(&utc) == WP_NO_DAY)
        return false;
    now->east = (now->day - day_of_tm(&utc)) * (24 * 60) + (now->second - second_of(&utc)) / 60;
    return true;
}

wp_day wp_clock_today(void)
{
    struct wp_now now;

    return wp_clock_now(&now) ? now.day : WP_NO_DAY;
}
