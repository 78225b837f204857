/* Times of a week such as "mon 08:00": parsing, formatting, and whether a time is
 * reached. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plan/weekly_time.h"

static void test_parse(void **state)
{
    static const char *const wrong[] = {
        "",           "mon",        "08:00",       "mon 008:00", "mon 08:0",
        "mon 24:00",  "mon 08:60",  "mun 08:00",   "mon 8:0",    "mon 08.00",
        "mon 08:00 ", " mon 08:00", "mon-08:00",   "mon +8:00",  "mon 08:-1",
        "monday 8:0", "tod 08:00",  "today 08:00", "mon :00",    "mon 8:",
        "mon 8",      "mond 08:00", "mon 8:000",   "mon 8:0 0",  "mon8:00",
    };
    struct wp_weekly_time moment;

    (void)state;
    assert_true(wp_weekly_time_parse(wp_str("mon 08:00"), &moment));
    assert_int_equal(moment.weekday, WP_MONDAY);
    assert_int_equal(moment.minute, 8 * 60);
    assert_true(wp_weekly_time_parse(wp_str("sun 00:00"), &moment));
    assert_int_equal(moment.weekday, WP_SUNDAY);
    assert_int_equal(moment.minute, 0);
    assert_true(wp_weekly_time_parse(wp_str("wed 23:59"), &moment));
    assert_int_equal(moment.weekday, WP_WEDNESDAY);
    assert_int_equal(moment.minute, 23 * 60 + 59);
    assert_true(wp_weekly_time_parse(wp_str("Monday 8:00"), &moment));
    assert_int_equal(moment.weekday, WP_MONDAY);
    assert_int_equal(moment.minute, 8 * 60);
    assert_true(wp_weekly_time_parse(wp_str("FRI  17:30"), &moment));
    assert_int_equal(moment.weekday, WP_FRIDAY);
    assert_int_equal(moment.minute, 17 * 60 + 30);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (wp_weekly_time_parse(wp_str(wrong[i]), &moment))
            fail_msg("'%s' passed for a moment", wrong[i]);
    assert_false(wp_weekly_time_parse((struct wp_str)WP_STR("mon 0\0:00"), &moment));
}

static void test_format(void **state)
{
    const struct wp_weekly_time moment = {WP_FRIDAY, 17 * 60 + 5};
    struct wp_buf buf = WP_BUF_INIT;

    (void)state;
    wp_weekly_time_format(&buf, &moment);
    assert_string_equal(buf.data, "Friday at 17:05");
    wp_buf_free(&buf);
}

/* Check each minute of a week, for each weekday on which weeks may begin. */
static void test_reached(void **state)
{
    const struct wp_weekly_time moment = {WP_MONDAY, 8 * 60};

    (void)state;
    for (wp_day start = 0; start < 7; start++) {
        wp_day monday = start;
        while (wp_weekday_of(monday) != WP_MONDAY)
            monday++;
        for (wp_day day = start; day < start + 7; day++)
            for (int minute = 0; minute < 24 * 60; minute++)
                assert_int_equal(wp_weekly_time_reached(&moment, start, day, minute),
                                 (day - monday) * 24 * 60 + minute >= 8 * 60);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse),
        cmocka_unit_test(test_format),
        cmocka_unit_test(test_reached),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
