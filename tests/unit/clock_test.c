/* The local time in several time zones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "os/clock.h"

/* The time that the replaced time(2) returns; 0 for the real time. */
static time_t fixed_time;

/* Replaces time(2). */
time_t time(time_t *result)
{
    struct timespec now;
    assert_null(result);
    assert_int_equal(clock_gettime(CLOCK_REALTIME, &now), 0);
    return fixed_time != 0 ? fixed_time : now.tv_sec;
}

static struct wp_now now_in(const char *zone)
{
    struct wp_now now;

    assert_int_equal(setenv("TZ", zone, 1), 0);
    assert_true(wp_clock_now(&now));
    assert_in_range(now.second, 0, 24 * 60 * 60 - 1);
    return now;
}

static int64_t seconds_utc(const struct wp_now *now)
{
    return (int64_t)now->day * 24 * 60 * 60 + now->second - (int64_t)now->east * 60;
}

static void test_zones(void **state)
{
    static const struct {
        const char *zone;
        int32_t east;
    } zones[] = {
        {"UTC0", 0},         {"AAA-5:45", 345}, {"BBB+3:30", -210},
        {"CCC-14", 14 * 60}, {"DDD+12", -720},  {"EEE-13", 13 * 60},
    };

    (void)state;
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        struct wp_now before = now_in("UTC0");
        struct wp_now now = now_in(zones[i].zone);

        assert_int_equal(now.east, zones[i].east);
        assert_in_range(seconds_utc(&now) - seconds_utc(&before), 0, 60);
        assert_in_range(wp_clock_today() - now.day, 0, 1);
    }
}

static wp_day day_of_date(int32_t year, int32_t month, int32_t day)
{
    return wp_day_of((struct wp_date){.year = year, .month = month, .day = day});
}

/* The last second of a day and the first one of the next, at changes of the clock, ends of months
 * and years, and a day that Apia left out: 30 December 2011. */
static void test_days(void **state)
{
    static const struct {
        const char *zone;
        bool named; /* whether the zone needs the database of time zones, which may be absent */
        time_t clock;
        int32_t year, month, day, second, east;
    } days[] = {
        {"Pacific/Apia", true, 1325239199, 2011, 12, 29, 86399, -600},
        {"Pacific/Apia", true, 1325239200, 2011, 12, 31, 0, 840},
        {"Europe/Berlin", true, 1553993999, 2019, 3, 31, 7199, 60},
        {"Europe/Berlin", true, 1553994000, 2019, 3, 31, 10800, 120},
        {"Europe/Berlin", true, 1572137999, 2019, 10, 27, 10799, 120},
        {"Europe/Berlin", true, 1572138000, 2019, 10, 27, 7200, 60},
        /* the clock is put forward at midnight, so the day begins at 01:00 */
        {"America/Sao_Paulo", true, 1541300399, 2018, 11, 3, 86399, -180},
        {"America/Sao_Paulo", true, 1541300400, 2018, 11, 4, 3600, -120},
        {"AAA-14", false, 1577786399, 2019, 12, 31, 86399, 840},
        {"AAA-14", false, 1577786400, 2020, 1, 1, 0, 840},
        {"BBB+12", false, 1582977599, 2020, 2, 28, 86399, -720},
        {"BBB+12", false, 1582977600, 2020, 2, 29, 0, -720},
    };

    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        if (days[i].named && access("/usr/share/zoneinfo/Pacific/Apia", R_OK) != 0)
            continue;
        fixed_time = days[i].clock;
        struct wp_now now = now_in(days[i].zone);
        assert_int_equal(now.day, day_of_date(days[i].year, days[i].month, days[i].day));
        assert_int_equal(now.second, days[i].second);
        assert_int_equal(now.east, days[i].east);
    }
    fixed_time = 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_zones), cmocka_unit_test(test_days)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
