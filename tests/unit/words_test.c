/* Days and spans of days in words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/words.h"
#include "tree.h"

static struct tree tree;
static struct wp_buf buf = WP_BUF_INIT;

static int begin(void **state)
{
    (void)state;
    wp_buf_clear(&buf);
    wp_buf_putc(&buf, '<');
    return 0;
}

static int end(void **state)
{
    (void)state;
    wp_buf_free(&buf);
    return 0;
}

static void assert_words(const char *words)
{
    assert_false(buf.failed);
    assert_string_equal(buf.data + 1, words);
    (void)begin(NULL);
}

static wp_day day_of(const char *text)
{
    wp_day day = WP_NO_DAY;

    assert_true(wp_day_parse(wp_str(text), &day));
    return day;
}

static void weeks(void **state)
{
    (void)state;
    wp_words_week(&buf, day_of("2019-08-04"), "-");
    assert_words("Sun 4 - Sat 10 August 2019");
    wp_words_week(&buf, day_of("2019-07-29"), "to");
    assert_words("Mon 29 July to Sun 4 August 2019");
    wp_words_week(&buf, day_of("2019-12-30"), "-");
    assert_words("Mon 30 December 2019 - Sun 5 January 2020");
}

static void days_as_seen_from_a_week(void **state)
{
    wp_day start = day_of("2019-08-04");

    (void)state;
    wp_words_day(&buf, start, start);
    assert_words("Sun");
    wp_words_day(&buf, day_of("2019-08-10"), start);
    assert_words("Sat");
    wp_words_day(&buf, day_of("2019-08-11"), start);
    assert_words("11 Aug");
    wp_words_day(&buf, day_of("2019-08-03"), start);
    assert_words("3 Aug");
    wp_words_day(&buf, day_of("2020-01-01"), start);
    assert_words("1 Jan 2020");
}

static void distances(void **state)
{
    static const struct {
        int day_number;
        int weeks_away;
        const char *words;
    } cases[] = {
        {1, 0, "day 1 of 7"}, {7, 0, "day 7 of 7"},   {0, -1, "last week"},
        {0, 1, "next week"},  {0, -2, "2 weeks ago"}, {0, 12, "in 12 weeks"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_view view = {.day_number = cases[i].day_number,
                               .weeks_away = cases[i].weeks_away};

        wp_words_distance(&buf, &view);
        assert_words(cases[i].words);
    }
}

static void when(void **state)
{
    static const struct {
        enum wp_when when;
        const char *day;
        uint32_t days_late;
        const char *words;
    } cases[] = {
        {WP_WHEN_NONE, "2019-08-06", 0, ""},
        {WP_WHEN_SOON, "2019-08-06", 0, "due today"},
        {WP_WHEN_SOON, "2019-08-07", 0, "due tomorrow"},
        {WP_WHEN_SOON, "2019-08-08", 0, "due Thu"},
        {WP_WHEN_DUE, "2019-08-20", 0, "due 20 Aug"},
        {WP_WHEN_LATE, "2019-08-05", 1, "1 day late"},
        {WP_WHEN_LATE, "2019-08-04", 2, "2 days late"},
        {WP_WHEN_DONE, "2019-08-05", 0, "Mon"},
        {WP_WHEN_DONE, "2019-07-05", 0, "5 Jul"},
    };
    struct wp_view view = {.week = &tree.week, .today = day_of("2019-08-06")};

    (void)state;
    tree_begin(&tree);
    tree.week.start = day_of("2019-08-04");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_row row = {.when = cases[i].when, .day = day_of(cases[i].day)};

        row.days_late = cases[i].days_late;
        wp_words_when(&buf, &row, &view);
        assert_words(cases[i].words);
    }
}

static void counts(void **state)
{
    struct wp_item *item = tree_add(&tree, tree_begin(&tree), "a");
    struct wp_row row = {.item = item, .has_bar = true};

    (void)state;
    item->measure = (struct wp_measure){true, 2500000, 10000000, wp_str("books")};
    wp_words_counts(&buf, &row);
    assert_words("2.5/10 books");
    item->measure.unit = wp_str("");
    wp_words_counts(&buf, &row);
    assert_words("2.5/10");
    item->measure.unit = wp_str("%");
    wp_words_counts(&buf, &row);
    assert_words("");
    tree_add(&tree, item, "b");
    item->progress.done = 1;
    item->progress.total = 3;
    wp_words_counts(&buf, &row);
    assert_words("1/3");
    row.has_bar = false;
    wp_words_counts(&buf, &row);
    assert_words("");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weeks),     cmocka_unit_test(days_as_seen_from_a_week),
        cmocka_unit_test(distances), cmocka_unit_test(when),
        cmocka_unit_test(counts),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
