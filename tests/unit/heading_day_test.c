/* Days in headings, titles and names of files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/heading_day.h"

static void format_found(struct wp_buf *buf, enum wp_heading_day_kind kind,
                         const struct wp_heading_day *day)
{
    static const char *const kinds[] = {"none", "no year", "ambiguous", "missing"};

    wp_buf_clear(buf);
    if (kind != WP_HEADING_DAY_FOUND) {
        wp_buf_puts(buf, kinds[kind]);
    } else {
        wp_day_format(buf, day->first);
        if (day->last != day->first) {
            wp_buf_putc(buf, ' ');
            wp_day_format(buf, day->last);
        }
    }
    wp_buf_putc(buf, '\0');
}

static const struct wp_heading_day_hint unknown = {WP_NO_DAY, 0};
static const struct wp_heading_day_hint in_2019 = {WP_NO_DAY, 2019};

static void check_heading(const char *heading, const struct wp_heading_day_hint *hint,
                          const char *days, const char *title)
{
    struct wp_heading_day day;
    struct wp_buf found = WP_BUF_INIT;

    format_found(&found, wp_heading_day_find(wp_str(heading), hint, &day), &day);
    if (!wp_str_equal_c(wp_str(found.data), days))
        print_error("in \"%s\"\n", heading);
    assert_string_equal(found.data, days);
    wp_buf_clear(&found);
    wp_buf_append(&found, day.title);
    wp_buf_putc(&found, '\0');
    if (!wp_str_equal_c(wp_str(found.data), title))
        print_error("in \"%s\"\n", heading);
    assert_string_equal(found.data, title);
    wp_buf_free(&found);
}

static const struct {
    const char *heading, *days, *title;
} headings_with_a_year[] = {
    /* one day */
    {"January 19, 2015", "2015-01-19", ""},
    {"19 Jan 2015", "2015-01-19", ""},
    {"Jan. 19th 2015", "2015-01-19", ""},
    {"the 19th of January, 2015", "2015-01-19", ""},
    {"19. Juli 2015", "none", ""}, /* not English */
    {"9. August 2019", "2019-08-09", ""},
    {"2019-08-04", "2019-08-04", ""},
    {"2019/08/04", "2019-08-04", ""},
    {"2019/8/4", "2019-08-04", ""},
    {"20190804", "2019-08-04", ""},
    {"2019 Aug 4", "2019-08-04", ""},
    {"2019-08-04T10:00:00Z", "2019-08-04", ""},
    {"2019-08-04 23:30:00 -0400", "2019-08-04", ""},
    {"01/19/2015", "2015-01-19", ""},
    {"19/01/2015", "2015-01-19", ""},
    {"01-19-2015", "2015-01-19", ""},
    {"1/19/15", "2015-01-19", ""},
    {"19.1.2015", "2015-01-19", ""},
    {"19.1.15", "2015-01-19", ""},
    {"8/8/2019", "2019-08-08", ""},
    {"Sunday, August 4, 2019", "2019-08-04", ""},
    {"Sun 4 Aug 2019", "2019-08-04", ""},
    {"Aug\xC2\xA0"
     "4,\xC2\xA0"
     "2019",
     "2019-08-04", ""},
    /* words around it */
    {"Week of Aug. 4th, 2019", "2019-08-04", ""},
    {"Week of August 4 (2019)", "2019-08-04", ""},
    {"Goals for the week of 4 August 2019", "2019-08-04", ""},
    {"Learn C: week of 4 August 2019", "2019-08-04", "Learn C"},
    {"W/C 4 August 2019", "2019-08-04", ""},
    {"Read `c` :: week of 4 August 2019", "2019-08-04", "Read `c` :"},
    {"Trip on 2019-09-01: week of 4 August 2019", "2019-08-04", "Trip on 2019-09-01"},
    {"Fix week 12, 2020: week of 4 August 2019", "2019-08-04", "Fix week 12, 2020"},
    {"Like the week of 5 May 2018: week of 4 August 2019", "2019-08-04",
     "Like the week of 5 May 2018"},
    {"Week of 4 August 2019, written 2019-09-01", "2019-08-04", "written 2019-09-01"},
    {"Weekly Goals: January 19, 2015", "2015-01-19", ""},
    {"Weekly Review – Week ending 2019-08-10", "2019-08-10", ""},
    {"w/c 5 August 2019", "2019-08-05", ""},
    {"2019: Week of Aug. 4th", "2019-08-04", ""},
    {"Staying Accountable: Week of Aug. 4th, 2019", "2019-08-04", "Staying Accountable"},
    {"2019-08-04: Ship the reader", "2019-08-04", "Ship the reader"},
    {"Aug 4, 2019 – Ship it!", "2019-08-04", "Ship it!"},
    {"Back on track! (Aug 4, 2019)", "2019-08-04", "Back on track!"},
    {"Goals for Aug 4, 2019: rest", "2019-08-04", "rest"},
    {"Ship (week of Aug 4, 2019) and rest", "2019-08-04", "Ship (week of Aug 4, 2019) and rest"},
    {"\xF0\x9F\x8E\xAF Goals, 2019-08-04", "2019-08-04", ""},
    /* several days */
    {"Aug 4 \xE2\x80\x93 Aug 10, 2019", "2019-08-04 2019-08-10", ""},
    {"Aug 4\xE2\x80\x93"
     "10, 2019",
     "2019-08-04 2019-08-10", ""},
    {"August 4-10, 2019", "2019-08-04 2019-08-10", ""},
    {"August 4th to 10th 2019", "2019-08-04 2019-08-10", ""},
    {"4.\xE2\x80\x93"
     "10. August 2019",
     "2019-08-04 2019-08-10", ""},
    {"4-10 Aug 2019", "2019-08-04 2019-08-10", ""},
    {"4 Aug - 10 Aug 2019", "2019-08-04 2019-08-10", ""},
    {"4.8. \xE2\x80\x93 10.8.2019", "2019-08-04 2019-08-10", ""},
    {"2019-08-04 - 2019-08-10", "2019-08-04 2019-08-10", ""},
    {"2019-08-04..2019-08-10", "2019-08-04 2019-08-10", ""},
    {"8/4 - 8/10/2019", "2019-08-04 2019-08-10", ""},
    {"8/4/2019 \xE2\x80\x93 8/10/2019", "2019-08-04 2019-08-10", ""},
    {"Mon Aug 5 to Sun Aug 11, 2019", "2019-08-05 2019-08-11", ""},
    {"December 30 \xE2\x80\x93 January 5, 2020", "2019-12-30 2020-01-05", ""},
    {"Dec 30, 2019 \xE2\x80\x93 Jan 5, 2020", "2019-12-30 2020-01-05", ""},
    {"Dec 30, 2019 \xE2\x80\x93 Jan 5", "2019-12-30 2020-01-05", ""},
    {"July 28 - Aug 3, 2019: rest", "2019-07-28 2019-08-03", "rest"},
    /* weeks by their numbers */
    {"2019-W32", "2019-08-05 2019-08-11", ""},
    {"2019W32", "2019-08-05 2019-08-11", ""},
    {"Week 32, 2019", "2019-08-05 2019-08-11", ""},
    {"Week 32 of 2019", "2019-08-05 2019-08-11", ""},
    {"2019 Week 32", "2019-08-05 2019-08-11", ""},
    {"Week #32 (2019)", "2019-08-05 2019-08-11", ""},
    {"KW 32 2019", "2019-08-05 2019-08-11", ""},
    {"2020-W53", "2020-12-28 2021-01-03", ""},
    {"Week 32 (Aug 5 - 11, 2019)", "2019-08-05 2019-08-11", ""},
    {"Week 4.\xE2\x80\x93"
     "10. August 2019",
     "2019-08-04 2019-08-10", ""},
    /* other */
    {"8/9/2019", "ambiguous", ""},
    {"April 31, 2019", "missing", ""},
    {"2019-02-30", "missing", ""},
    {"2019-W53", "missing", ""},
    {"January 1, 2019 - March 31, 2019", "none", ""},
    {"Submit the paper by Aug 9, 2019", "none", ""},
};

static void days_with_a_year(void **state)
{

    (void)state;
    for (size_t i = 0; i < sizeof headings_with_a_year / sizeof headings_with_a_year[0]; i++) {
        struct wp_heading_day day;

        check_heading(headings_with_a_year[i].heading, &unknown, headings_with_a_year[i].days,
                      headings_with_a_year[i].title);
        if (wp_heading_day_find(wp_str(headings_with_a_year[i].heading), &unknown, &day) ==
            WP_HEADING_DAY_FOUND)
            assert_true(day.has_year);
    }
}

static void days_without_a_year_in_them(void **state)
{
    static const struct {
        const char *heading, *days, *title;
    } cases[] = {
        {"Staying Accountable: Week of Aug. 4th", "2019-08-04", "Staying Accountable"},
        {"Aug 4", "2019-08-04", ""},
        {"Aug 4 goals", "2019-08-04", ""},
        {"Aug 4: Ship it", "2019-08-04", "Ship it"},
        {"Dec 30 - Jan 5", "2019-12-30 2020-01-05", ""},
        {"4.8. - 10.8.", "2019-08-04 2019-08-10", ""},
        {"Week of 13/8", "2019-08-13", ""},
        {"W32", "2019-08-05 2019-08-11", ""},
        {"Week 32", "2019-08-05 2019-08-11", ""},
        {"Jan 1", "2019-01-01", ""},
        {"Dec 31", "2019-12-31", ""},
        {"Feb 29", "missing", ""},
        /* no days */
        {"3 Main Goals", "none", ""},
        {"Goals (1/3)", "none", ""},
        {"March 10 miles with Ben", "none", ""},
        {"2. May the force be with us", "none", ""},
        {"Chapter 1.5", "none", ""},
        {"Not done", "none", ""},
        {"", "none", ""},
    };
    struct wp_heading_day day;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_heading(cases[i].heading, &in_2019, cases[i].days, cases[i].title);
    for (size_t i = 0; i < 9; i++)
        assert_int_equal(wp_heading_day_find(wp_str(cases[i].heading), &unknown, &day),
                         WP_HEADING_DAY_NO_YEAR);
}

/* A day without a year is near the day of the hint. */
static void days_near_a_day(void **state)
{
    struct wp_heading_day_hint hint = {.near = wp_day_of((struct wp_date){2020, 1, 6})};

    (void)state;
    check_heading("Week of Dec 30", &hint, "2019-12-30", "");
    check_heading("Jan 5", &hint, "2020-01-05", "");
    check_heading("Week 1", &hint, "2019-12-30 2020-01-05", "");
    check_heading("Week 52", &hint, "2019-12-23 2019-12-29", "");
    check_heading("Week 30", &hint, "none", "");
    check_heading("Week 1", &(struct wp_heading_day_hint){WP_LAST_DAY, 0}, "missing", "");
    check_heading("December 31, 9999", &hint, "missing", "");
    check_heading("Feb 29", &hint, "2020-02-29", "");
}

static void days_in_paths(void **state)
{
    static const struct {
        const char *path, *days;
        int year;
    } cases[] = {
        {"2019-08-04-accountable.md", "2019-08-04", 0},
        {"posts/2015/2019-08-04-accountable.md", "2019-08-04", 0},
        {"20190804.md", "2019-08-04", 0},
        {"2019_08_04.md", "2019-08-04", 0},
        {"01-19-2015.md", "2015-01-19", 0},
        {"2019-W32.md", "2019-08-05 2019-08-11", 0},
        {"weeks/2019/W32.md", "2019-08-05 2019-08-11", 0},
        {"2019/week-32.md", "2019-08-05 2019-08-11", 0},
        {"2019-week-32.md", "2019-08-05 2019-08-11", 0},
        {"2019/08/04.md", "2019-08-04", 0},
        {"week_of_aug_4_2019.md", "2019-08-04", 0},
        {"week-of-aug-4.md", "no year", 0},
        {"2019/aug-04.md", "2019-08-04", 0},
        {"aug-4-10-2019.md", "2019-08-04 2019-08-10", 0},
        {"2019-08-04-2.md", "2019-08-04", 0},
        {"2019-08-04", "2019-08-04", 0},
        {"goals-2019.md", "none", 2019},
        {"2019/notes.md", "none", 2019},
        {"notes.md", "none", 0},
        {"/home/ada/2019-notes/x.md", "none", 2019},
        {"", "none", 0},
        {"-", "none", 0},
    };
    struct wp_buf found = WP_BUF_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_heading_day day;
        struct wp_heading_day_hint hint;

        format_found(&found, wp_heading_day_find_in_path(wp_str(cases[i].path), &hint, &day), &day);
        if (!wp_str_equal_c(wp_str(found.data), cases[i].days))
            print_error("in \"%s\"\n", cases[i].path);
        assert_string_equal(found.data, cases[i].days);
        if (day.first == WP_NO_DAY)
            assert_int_equal(hint.year, cases[i].year);
        assert_int_equal(hint.near, day.first);
    }
    wp_buf_free(&found);
}

static void years(void **state)
{
    (void)state;
    assert_int_equal(wp_heading_day_year(wp_str("2019")), 2019);
    assert_int_equal(wp_heading_day_year(wp_str("Goals of 2019")), 2019);
    assert_int_equal(wp_heading_day_year(wp_str("August 2019")), 2019);
    assert_int_equal(wp_heading_day_year(wp_str("Read 1984 again")), 0);
    assert_int_equal(wp_heading_day_year(wp_str("Goals")), 0);
}

/* The week holds the day, or the middle of several days. A Monday above a list of what was done is
 * in the week after it. */
static void weeks_of_days(void **state)
{
    static const struct {
        const char *heading;
        enum wp_weekday week_start;
        bool looks_back;
        const char *week;
    } cases[] = {
        {"2019-08-04", WP_SUNDAY, false, "2019-08-04"},
        {"2019-08-04", WP_MONDAY, false, "2019-07-29"},
        {"2019-08-10", WP_SUNDAY, false, "2019-08-04"},
        {"Aug 4 - Aug 10, 2019", WP_MONDAY, false, "2019-08-05"},
        {"2019-W32", WP_SUNDAY, false, "2019-08-04"},
        {"2019-W32", WP_WEDNESDAY, false, "2019-08-07"},
        {"2019-08-05", WP_MONDAY, true, "2019-07-29"},
        {"2019-08-05", WP_SUNDAY, true, "2019-07-28"},
        {"2019-08-06", WP_MONDAY, true, "2019-08-05"},
        {"2019-08-05 - 2019-08-11", WP_MONDAY, true, "2019-08-05"},
    };
    struct wp_buf week = WP_BUF_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_heading_day day;

        assert_int_equal(wp_heading_day_find(wp_str(cases[i].heading), &unknown, &day),
                         WP_HEADING_DAY_FOUND);
        wp_buf_clear(&week);
        wp_day_format(&week, wp_heading_day_week(&day, cases[i].week_start, cases[i].looks_back));
        wp_buf_putc(&week, '\0');
        assert_string_equal(week.data, cases[i].week);
    }
    wp_buf_free(&week);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_with_a_year),
        cmocka_unit_test(days_without_a_year_in_them),
        cmocka_unit_test(days_near_a_day),
        cmocka_unit_test(days_in_paths),
        cmocka_unit_test(years),
        cmocka_unit_test(weeks_of_days),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
