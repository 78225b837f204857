/* Streak, mean and change of the history: the rules of docs/plan-format.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plan/history_sums.h"

enum { NONE = WP_NO_PERCENT, GOAL = 800, WEEK = 7, FIRST = 700 };

/* Return the row of the week that begins `number` weeks after FIRST. */
static struct wp_history_week week(int number, int32_t shown)
{
    return (struct wp_history_week){.start = FIRST + number * WEEK, .percent_tenths = shown};
}

static struct wp_history_week skipped(int number, int32_t shown)
{
    struct wp_history_week line = week(number, shown);

    line.skip = true;
    return line;
}

static struct wp_history_week running(int number, int32_t shown)
{
    struct wp_history_week line = week(number, shown);

    line.running = true;
    return line;
}

/* Return a day in the week that begins `number` weeks after FIRST. */
static wp_day day_in(int number)
{
    return FIRST + number * WEEK + 3;
}

static bool follow(struct wp_history_week *weeks, size_t count)
{
    return wp_history_sums_follow(weeks, count, day_in(100), GOAL);
}

static uint32_t last_streak(struct wp_history_week *weeks, size_t count)
{
    follow(weeks, count);
    return weeks[count - 1].streak;
}

static void test_the_worked_example(void **state)
{
    struct wp_history_week weeks[] = {week(0, 500), week(1, 800), week(2, 1000), skipped(3, NONE),
                                      week(4, 799), week(6, 900), week(7, 850)};
    static const struct {
        uint32_t streak;
        int32_t mean;
        int32_t change;
        uint32_t missing;
    } expected[] = {{0, NONE, NONE, 0}, {1, 500, 300, 0}, {2, 650, 200, 0}, {2, 767, NONE, 0},
                    {0, 767, -201, 0},  {1, 775, 101, 1}, {2, 875, -50, 0}};
    struct wp_history history = {.today = day_in(8), .goal = GOAL, .weeks = weeks, .count = 7};

    (void)state;
    assert_false(wp_history_sums_follow(weeks, 7, day_in(8), GOAL));
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(weeks[i].streak, expected[i].streak);
        assert_int_equal(weeks[i].mean, expected[i].mean);
        assert_int_equal(wp_history_change(&weeks[i]), expected[i].change);
        assert_int_equal(weeks[i].missing, expected[i].missing);
    }
    /* Without the last row, the last week of the table has no document. */
    history.count = 5;
    history.today = day_in(6);
    wp_history_sums_complete(&history, history.today);
    assert_int_equal(history.streak, 0);
    assert_int_equal(history.missing, 1);

    history.count = 7;
    history.today = day_in(8);
    wp_history_sums_complete(&history, history.today);
    assert_int_equal(history.streak, 2);
    assert_int_equal(history.missing, 0);
    assert_int_equal(history.mean, 808);
    assert_int_equal(history.best, 2);
}

/* Means are rounded half up: 77.475 to 77.5, and (77.4 + 77.5) / 2 = 77.45 to 77.5. */
static void test_halves_are_rounded_up(void **state)
{
    struct wp_history_week weeks[] = {week(0, 774), week(1, 775), week(2, 0)};
    struct wp_history_week fourths[] = {week(0, 800), week(1, 1000), week(2, 799), week(3, 500),
                                        week(4, 0)};

    (void)state;
    follow(weeks, 3);
    assert_int_equal(weeks[2].mean, 775);
    follow(fourths, 5);
    assert_int_equal(fourths[4].mean, 775); /* 77.475, rounded */
}

static void test_the_mean_takes_four_weeks(void **state)
{
    struct wp_history_week weeks[] = {week(0, 0),    week(1, 1000), week(2, 1000),
                                      week(3, NONE), week(4, 500),  skipped(5, 1000),
                                      week(6, 500),  week(7, 1000), week(8, 0)};

    (void)state;
    follow(weeks, 9);
    assert_int_equal(weeks[7].mean, 750);
    assert_int_equal(weeks[8].mean, 750);
    assert_int_equal(weeks[8].before, 1000);
}

static void test_a_week_without_a_figure_ends_the_streak(void **state)
{
    struct wp_history_week weeks[] = {week(0, 900), week(1, NONE), week(2, 900)};

    (void)state;
    assert_int_equal(last_streak(weeks, 2), 0);
    assert_int_equal(last_streak(weeks, 3), 1);
    assert_int_equal(weeks[1].before, 900);
    assert_int_equal(wp_history_change(&weeks[1]), NONE);
}

static void test_a_week_off_does_nothing(void **state)
{
    struct wp_history_week weeks[] = {week(0, 900), skipped(1, 100), skipped(2, NONE),
                                      skipped(3, 1000), week(4, 950)};

    (void)state;
    assert_int_equal(last_streak(weeks, 5), 2);
    assert_int_equal(weeks[4].before, 900);
    assert_int_equal(weeks[4].mean, 900);
    assert_int_equal(wp_history_change(&weeks[3]), NONE);
    assert_false(wp_history_reaches(&weeks[3], GOAL));
    assert_true(follow(weeks, 5));
}

static void test_a_week_that_is_not_over_ends_nothing(void **state)
{
    struct wp_history_week below[] = {week(0, 900), running(1, 100), running(2, NONE)};
    struct wp_history_week reached[] = {week(0, 900), running(1, 800)};
    struct wp_history history = {.today = day_in(1), .weeks = below, .count = 2};

    (void)state;
    assert_int_equal(last_streak(below, 2), 1);
    assert_int_equal(last_streak(below, 3), 1);
    assert_int_equal(last_streak(reached, 2), 2);
    assert_int_equal(reached[1].before, 900);
    assert_int_equal(wp_history_change(&reached[1]), NONE);

    wp_history_sums_complete(&history, day_in(1));
    assert_int_equal(history.mean, 900);
    assert_int_equal(history.best, 0);
    history.weeks = &below[1];
    history.count = 1;
    wp_history_sums_complete(&history, day_in(1));
    assert_int_equal(history.mean, NONE);
    assert_int_equal(history.best, 1);
}

/* Only whole weeks between two documents count as missing. */
static void test_missing_weeks(void **state)
{
    static const struct {
        wp_day later;
        uint32_t missing;
    } cases[] = {{7, 0}, {8, 0}, {13, 0}, {14, 1}, {20, 1}, {21, 2}, {7000, 999}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_history_week weeks[] = {week(0, 900), week(0, 900)};

        weeks[1].start += cases[i].later;
        follow(weeks, 2);
        assert_int_equal(weeks[1].missing, cases[i].missing);
        assert_int_equal(weeks[1].streak, cases[i].missing > 0 ? 1 : 2);
    }
}

static void test_a_missing_week_that_is_not_over_ends_nothing(void **state)
{
    struct wp_history_week weeks[] = {week(0, 900), running(2, NONE)};
    struct wp_history history = {.weeks = weeks, .count = 1};

    (void)state;
    wp_history_sums_follow(weeks, 2, day_in(1), GOAL);
    assert_int_equal(weeks[1].missing, 1);
    assert_int_equal(weeks[1].streak, 1);
    wp_history_sums_follow(weeks, 2, day_in(2), GOAL);
    assert_int_equal(weeks[1].streak, 0);

    history.today = FIRST + 2 * WEEK - 1;
    wp_history_sums_complete(&history, history.today);
    assert_int_equal(history.missing, 0);
    assert_int_equal(history.streak, 1);
    history.today++;
    wp_history_sums_complete(&history, history.today);
    assert_int_equal(history.missing, 1);
    assert_int_equal(history.streak, 0);
    wp_history_sums_complete(&history, day_in(0)); /* up to a day of week 0, no week is missing */
    assert_int_equal(history.missing, 0);
    assert_int_equal(history.streak, 1);
}

static void test_whether_a_streak_may_have_begun_before(void **state)
{
    struct wp_history_week unbroken[] = {skipped(0, NONE), week(1, 800), week(2, 900)};
    struct wp_history_week broken[] = {week(0, 799), week(1, 800)};
    struct wp_history_week gap[] = {week(0, 800), week(2, 800)};

    (void)state;
    assert_true(follow(unbroken, 3));
    assert_false(follow(broken, 2));
    assert_false(follow(gap, 2));
}

static void test_the_newest_of_the_best(void **state)
{
    struct wp_history_week weeks[] = {week(0, 900), week(1, 900), week(2, 100), skipped(3, 1000)};
    struct wp_history history = {.today = day_in(4), .weeks = weeks, .count = 4};

    (void)state;
    wp_history_sums_complete(&history, day_in(4));
    assert_int_equal(history.best, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_worked_example),
        cmocka_unit_test(test_halves_are_rounded_up),
        cmocka_unit_test(test_the_mean_takes_four_weeks),
        cmocka_unit_test(test_a_week_without_a_figure_ends_the_streak),
        cmocka_unit_test(test_a_week_off_does_nothing),
        cmocka_unit_test(test_a_week_that_is_not_over_ends_nothing),
        cmocka_unit_test(test_missing_weeks),
        cmocka_unit_test(test_a_missing_week_that_is_not_over_ends_nothing),
        cmocka_unit_test(test_whether_a_streak_may_have_begun_before),
        cmocka_unit_test(test_the_newest_of_the_best),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
