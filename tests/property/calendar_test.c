#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include <stdio.h>
#include <time.h>

#include <weekplan/calendar.h>

/* First and last day that are compared with the C library: 1970-01-01 and 2100-12-31. */
enum { FIRST = 0, LAST = 47846 };

static struct tm tm_of(wp_day day)
{
    time_t seconds = (time_t)day * 86400;
    struct tm tm;
    assert_non_null(gmtime_r(&seconds, &tm));
    return tm;
}

static void matches_the_c_library(void **state)
{
    (void)state;
    struct wp_buf buf = WP_BUF_INIT;
    for (wp_day day = FIRST; day <= LAST; day++) {
        struct tm tm = tm_of(day);
        char theirs[64], ours[64];
        assert_int_not_equal(strftime(theirs, sizeof theirs, "%Y-%m-%d %u %G-W%V", &tm), 0);

        wp_buf_clear(&buf);
        wp_day_format(&buf, day);
        wp_buf_printf(&buf, " %d ", (int)wp_weekday_of(day) + 1);
        wp_iso_week_format(&buf, wp_iso_week_of(day));
        snprintf(ours, sizeof ours, "%s", buf.data);
        assert_string_equal(ours, theirs);

        wp_day parsed;
        assert_true(wp_day_parse(wp_str_slice(wp_buf_str(&buf), 0, 10), &parsed));
        assert_int_equal(parsed, day);
    }
    struct wp_date last = wp_date_of(LAST);
    assert_int_equal(last.year, 2100);
    assert_int_equal(last.month, 12);
    assert_int_equal(last.day, 31);
    wp_buf_free(&buf);
}

/* Return the next date by the Gregorian rules, without the functions under test. */
static struct wp_date step(struct wp_date date)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0);
    date.day++;
    if (date.day > lengths[date.month - 1] + (date.month == 2 && leap)) {
        date.day = 1;
        date.month++;
    }
    if (date.month > 12) {
        date.month = 1;
        date.year++;
    }
    return date;
}

static void every_day_follows_the_one_before(void **state)
{
    (void)state;
    struct wp_date date = {1, 1, 1};
    wp_day day = wp_day_of(date);
    int weekday = WP_MONDAY;
    struct wp_iso_week iso = {1, 1};
    for (; date.year <= 9999; date = step(date), day++, weekday = (weekday + 1) % 7) {
        struct wp_date back = wp_date_of(day);
        if (wp_day_of(date) != day || back.year != date.year || back.month != date.month ||
            back.day != date.day || (int)wp_weekday_of(day) != weekday)
            fail_msg("%04d-%02d-%02d", date.year, date.month, date.day);

        /* ISO 8601: a week begins on Monday, and week 1 is the week of 4 January. */
        struct wp_iso_week here = wp_iso_week_of(day);
        if (weekday == WP_MONDAY) {
            bool first = date.month == 1 ? date.day <= 4 : date.month == 12 && date.day >= 29;
            int year = date.year + (date.month == 12 && first);
            iso = first ? (struct wp_iso_week){year, 1}
                        : (struct wp_iso_week){iso.year, iso.week + (day > -719162)};
        }
        if (here.year != iso.year || here.week != iso.week ||
            wp_iso_week_monday(here) != day - weekday)
            fail_msg("ISO week of %04d-%02d-%02d", date.year, date.month, date.day);
    }
    assert_int_equal(day, wp_day_of((struct wp_date){9999, 12, 31}) + 1);
}

/* An ISO week such as "2019-W53" is accepted if and only if some day is in this week. */
static void years_have_the_weeks_that_they_have(void **state)
{
    (void)state;
    for (int year = 1; year <= 9999; year++) {
        int weeks = wp_iso_week_of(wp_day_of((struct wp_date){year, 12, 28})).week;
        for (int week = 52; week <= 54; week++) {
            struct wp_buf buf = WP_BUF_INIT;
            struct wp_iso_week parsed;
            wp_iso_week_format(&buf, (struct wp_iso_week){year, week});
            assert_int_equal(wp_iso_week_parse(wp_buf_str(&buf), &parsed), week <= weeks);
            wp_buf_free(&buf);
        }
    }
}

static struct wp_window parse(const struct wp_buf *text, wp_day today)
{
    struct wp_window window = {0, 0};
    assert_true(wp_window_parse(wp_buf_str(text), today, &window));
    assert_int_equal(window.last, window.first + 6);
    return window;
}

static bool holds(struct wp_window window, wp_day day)
{
    return window.first <= day && day <= window.last;
}

/* At each end of a year, a week is selected by each of its seven days, by its ISO number, and by
 * its distance in weeks from today ("+1"). The next lower and next higher day, number or distance
 * does not select it. */
static void windows_find_weeks_over_year_ends(void **state)
{
    (void)state;
    struct wp_buf text = WP_BUF_INIT;
    for (int year = 1970; year <= 2100; year++) {
        wp_day new_year = wp_day_of((struct wp_date){year + 1, 1, 1});
        for (wp_day start = new_year - 14; start <= new_year + 14; start++) {
            for (wp_day day = start - 1; day <= start + 7; day++) {
                wp_buf_clear(&text);
                wp_day_format(&text, day);
                bool in_week = day >= start && day < start + 7;
                assert_int_equal(holds(parse(&text, 0), start), in_week);

                wp_buf_clear(&text);
                wp_buf_puts(&text, "this");
                assert_int_equal(holds(parse(&text, day), start), in_week);
            }

            for (int other = -7; other <= 7; other += 7) {
                wp_buf_clear(&text);
                wp_iso_week_format(&text, wp_iso_week_of_start(start + other));
                assert_int_equal(holds(parse(&text, 0), start), other == 0);

                wp_buf_clear(&text);
                wp_buf_printf(&text, "%+d", other / 7);
                assert_true(holds(parse(&text, start + 3), start + other));
            }

            struct wp_window window = wp_window_holding(start);
            for (int weekday = WP_MONDAY; weekday <= WP_SUNDAY; weekday++) {
                wp_day begin = wp_window_start(window, (enum wp_weekday)weekday);
                assert_true(holds(window, begin));
                assert_int_equal(wp_weekday_of(begin), weekday);
            }
        }
    }
    wp_buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_the_c_library),
        cmocka_unit_test(every_day_follows_the_one_before),
        cmocka_unit_test(years_have_the_weeks_that_they_have),
        cmocka_unit_test(windows_find_weeks_over_year_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
