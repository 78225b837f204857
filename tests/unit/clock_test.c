/* The local time in several time zones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "os/clock.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_zones)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
