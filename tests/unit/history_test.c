/* Reading the history: which weeks have a row, and how much of the file is read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <weekplan/history.h>

/* An input that records the lowest offset that was read from it. */
struct counted {
    struct wp_str bytes;
    uint64_t lowest; /* lowest offset that was read */
    uint64_t broken; /* reading bytes before this offset fails */
};

static enum wp_status read_counted(void *context, uint64_t offset, char *bytes, size_t length,
                                   struct wp_error *error)
{
    struct counted *counted = context;

    if (offset < counted->broken)
        return wp_error_set(error, WP_IO, "cannot read");
    memcpy(bytes, counted->bytes.data + offset, length);
    counted->lowest = offset < counted->lowest ? offset : counted->lowest;
    return WP_OK;
}

static wp_day day_of(const char *text)
{
    wp_day day = WP_NO_DAY;

    assert_true(wp_day_parse(wp_str(text), &day));
    return day;
}

static const char today[] = "2019-08-06";

static struct wp_history_options options_for(size_t weeks)
{
    return (struct wp_history_options){.today = day_of(today),
                                       .until = day_of(today),
                                       .weeks = weeks,
                                       .lead = WP_MEAN_WEEKS,
                                       .goal = WP_GOAL_DEFAULT};
}

static struct wp_history history;
static struct wp_error problem;

static enum wp_status read_bytes(struct wp_str bytes, const struct wp_history_options *options,
                                 uint64_t *lowest)
{
    struct counted counted = {.bytes = bytes, .lowest = UINT64_MAX};
    struct wp_input input = {bytes.length, read_counted, &counted};
    struct wp_problems problems = {.list = &problem, .limit = 1};
    enum wp_status status;

    wp_history_free(&history);
    problem = (struct wp_error){.status = WP_OK};
    status = wp_history_read(&history, &input, options, &problems);
    assert_int_equal(problems.count, status == WP_OK || status == WP_MISSING ? 0 : 1);
    *lowest = counted.lowest;
    return status;
}

static enum wp_status read_plan(const char *plan, size_t weeks)
{
    struct wp_history_options options = options_for(weeks);
    uint64_t lowest;

    return read_bytes(wp_str(plan), &options, &lowest);
}

/* Append a week with a percentage, and with a comment of `filler` bytes. */
static void add_week(struct wp_buf *buf, const char *start, int percent, size_t filler)
{
    wp_buf_printf(buf, "---\nweek: %s\ngoals: [{title: Work, progress: %d%%}]\n# ", start, percent);
    wp_buf_repeat(buf, "x", filler);
    wp_buf_putc(buf, '\n');
}

static int end_history(void **state)
{
    (void)state;
    wp_history_free(&history);
    return 0;
}

static void test_a_line_has_what_the_week_says(void **state)
{
    const struct wp_history_week *week;

    (void)state;
    assert_int_equal(read_plan("week: 2019-07-29\n"
                               "title: As planned\n"
                               "goals:\n"
                               "  - {title: A, done: true, carried: 3}\n"
                               "  - title: B\n"
                               "    subtasks: [C, {title: D, dropped: true, carried: 1}, E]\n"
                               "  - {title: F, carried: 1}\n"
                               "---\n"
                               "week: 2019-08-05\n"
                               "skip: a holiday\n"
                               "also: [G, H]\n",
                               0),
                     WP_OK);
    assert_int_equal(history.count, 2);
    assert_int_equal(history.goal, WP_GOAL_DEFAULT);
    week = &history.weeks[0];
    assert_int_equal(week->start, day_of("2019-07-29"));
    assert_true(wp_str_equal_c(week->title, "As planned"));
    assert_int_equal(week->percent_tenths, 250);
    assert_int_equal(week->done, 1);
    assert_int_equal(week->total, 4);
    assert_int_equal(week->dropped, 1);
    assert_int_equal(week->goals_done, 1);
    assert_int_equal(week->goals_total, 3);
    assert_int_equal(week->carried, 2);
    assert_int_equal(week->also_count, 0);
    assert_false(week->skip || week->running);
    week = &history.weeks[1];
    assert_int_equal(week->also_count, 2);
    assert_true(week->skip && week->running);
    assert_true(wp_str_equal_c(week->skip_reason, "a holiday"));
    assert_int_equal(week->title.length, 0);
    assert_int_equal(week->percent_tenths, WP_NO_PERCENT);
}

/* Today is 6 August. A week is over if its seven days are before today: if it began before 31
 * July. */
static void test_when_a_week_is_over(void **state)
{
    (void)state;
    assert_int_equal(read_plan("week: 2019-07-30\n", 0), WP_OK);
    assert_false(history.weeks[0].running);
    assert_int_equal(read_plan("week: 2019-07-31\n", 0), WP_OK);
    assert_true(history.weeks[0].running);
}

static void test_no_weeks(void **state)
{
    (void)state;
    assert_int_equal(read_plan("", 0), WP_MISSING);
    assert_int_equal(read_plan("# nothing\n---\n# yet\n", 3), WP_MISSING);
    assert_int_equal(read_plan("week: 2019-08-12\n", 3), WP_MISSING);
    assert_int_equal(history.mean, WP_NO_PERCENT);
}

static void test_the_last_weeks(void **state)
{
    static const char plan[] = "week: 2019-07-15\n---\nweek: 2019-07-22\n---\n# empty\n---\n"
                               "week: 2019-07-29\n---\nweek: 2019-08-05\n";

    (void)state;
    for (size_t weeks = 1; weeks < 6; weeks++) {
        assert_int_equal(read_plan(plan, weeks), WP_OK);
        assert_int_equal(history.count, weeks < 4 ? weeks : 4);
        assert_int_equal(history.weeks[history.count - 1].start, day_of("2019-08-05"));
    }
}

/* Only the key `week:` of a later week is read. */
static void test_later_weeks_are_passed_over(void **state)
{
    struct wp_history_options options = options_for(0);
    static const char plan[] = "week: 2019-07-29\n---\nweek: 2019-08-12\nwrong: here\n---\n"
                               "week: 2019-08-19\n- and here\n";
    uint64_t lowest;

    (void)state;
    assert_int_equal(read_bytes(wp_str(plan), &options, &lowest), WP_OK);
    assert_int_equal(history.count, 1);
    options.until = day_of("2019-08-12");
    assert_int_equal(read_bytes(wp_str(plan), &options, &lowest), WP_INVALID);
    options.until = day_of("2019-08-11");
    options.weeks = 1;
    assert_int_equal(read_bytes(wp_str(plan), &options, &lowest), WP_OK);
    assert_int_equal(history.weeks[0].start, day_of("2019-07-29"));
}

/* A plan of many weeks of 20 kB. Only as much is read as the options need. */
static void test_only_what_is_needed_is_read(void **state)
{
    struct wp_history_options options = options_for(12);
    struct wp_buf plan = WP_BUF_INIT;
    struct wp_buf start = WP_BUF_INIT;
    uint64_t lowest;

    (void)state;
    wp_buf_puts(&plan, "---\nweek: 2018-01-01\nthis: is broken\n");
    for (int ago = 60; ago >= 0; ago--) {
        wp_buf_clear(&start);
        wp_day_format(&start, day_of("2019-08-05") - 7 * ago);
        add_week(&plan, start.data, ago == 12 ? 70 : 90, 20000);
    }
    assert_int_equal(read_bytes(wp_buf_str(&plan), &options, &lowest), WP_OK);
    assert_int_equal(history.count, 12);
    assert_int_equal(history.weeks[0].mean, 850);
    assert_int_equal(history.weeks[0].streak, 1);
    assert_int_equal(history.streak, 12);
    assert_false(history.streak_open);
    assert_true(lowest > plan.length - (uint64_t)17 * 20100);
    assert_true(lowest < plan.length - (uint64_t)15 * 20000);
    options.lead = 1;
    assert_int_equal(read_bytes(wp_buf_str(&plan), &options, &lowest), WP_OK);
    assert_int_equal(history.weeks[0].before, 700);
    assert_true(lowest > plan.length - (uint64_t)14 * 20100);
    wp_buf_free(&start);
    wp_buf_free(&plan);
}

/* A streak is followed back to its first week. If an earlier week cannot be read, the history is
 * printed without the length of the streak. */
static void test_a_streak_is_followed_to_its_beginning(void **state)
{
    static const struct {
        const char *first;
        uint32_t streak;
        bool open;
    } cases[] = {
        {"---\nweek: 2018-06-04\ngoals: [{title: Work, progress: 70%}]\n", 61, false},
        {"---\nweek: 2018-05-28\ngoals: [{title: Work, progress: 90%}]\n", 61, false},
        {"---\nweek: 2018-06-04\ngoals: [{title: Work, progress: 90%}]\n", 62, false},
        {"---\nweek: 2018-06-04\nthis: is broken\n", 61, true},
        {"---\nweek: 2018-06-25\n", 61, true},
    };
    struct wp_history_options options = options_for(12);
    struct wp_buf plan = WP_BUF_INIT;
    struct wp_buf start = WP_BUF_INIT;
    uint64_t lowest;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        wp_buf_clear(&plan);
        wp_buf_puts(&plan, cases[i].first);
        for (int ago = 60; ago >= 0; ago--) {
            wp_buf_clear(&start);
            wp_day_format(&start, day_of("2019-08-05") - 7 * ago);
            add_week(&plan, start.data, 90, 0);
        }
        assert_int_equal(read_bytes(wp_buf_str(&plan), &options, &lowest), WP_OK);
        assert_int_equal(history.count, 12);
        assert_int_equal(history.streak, cases[i].streak);
        assert_int_equal(history.weeks[0].streak, cases[i].streak - 11);
        assert_int_equal(history.streak_open, cases[i].open);
    }
    wp_buf_free(&start);
    wp_buf_free(&plan);
}

/* The first printed row has a mean, for which four earlier weeks that have a percentage are
 * read. */
static void test_weeks_before_the_first(void **state)
{
    static const char plan[] = "week: 2019-06-03\ngoals: [{title: A, progress: 10%}]\n---\n"
                               "week: 2019-06-10\ngoals: [{title: A, progress: 20%}]\n---\n"
                               "week: 2019-06-17\ngoals: [{title: A, progress: 30%}]\n---\n"
                               "week: 2019-06-24\ngoals: [{title: A, progress: 40%}]\n---\n"
                               "week: 2019-07-01\nskip: true\n---\n"
                               "week: 2019-07-08\ngoals: []\n---\n"
                               "week: 2019-07-29\ngoals: [{title: A, progress: 90%}]\n";

    (void)state;
    assert_int_equal(read_plan(plan, 1), WP_OK);
    assert_int_equal(history.count, 1);
    assert_int_equal(history.weeks[0].mean, 250);
    assert_int_equal(history.weeks[0].before, 400);
    assert_int_equal(history.weeks[0].missing, 2);
    assert_int_equal(history.best, 0);
    assert_int_equal(history.streak, 1);
    assert_false(history.streak_open);
}

static void test_a_streak_from_the_first_week_on_is_known(void **state)
{
    struct wp_buf plan = WP_BUF_INIT;

    (void)state;
    add_week(&plan, "2019-07-22", 90, 0);
    add_week(&plan, "2019-07-29", 90, 0);
    assert_int_equal(read_plan(plan.data, 1), WP_OK);
    assert_int_equal(history.streak, 2);
    assert_false(history.streak_open);
    wp_buf_free(&plan);
}

static void test_weeks_have_to_descend(void **state)
{
    (void)state;
    assert_int_equal(read_plan("week: 2019-07-29\n---\nweek: 2019-07-22\n", 0), WP_INVALID);
    assert_int_equal(problem.line, 3);
    assert_int_equal(problem.column, 7);
    assert_non_null(strstr(problem.message, "is below the one of 2019-07-29"));
    assert_int_equal(read_plan("week: 2019-07-22\n---\nweek: 2019-07-26\n", 0), WP_INVALID);
    assert_non_null(strstr(problem.message, "overlaps the one of 2019-07-22"));
    /* an invalid week before the selected weeks */
    assert_int_equal(
        read_plan("week: 2019-07-22\n---\nweek: 2019-08-19\n---\nweek: 2019-08-12\n", 0),
        WP_INVALID);
}

static void test_weeks_have_to_descend_below_empty_documents(void **state)
{
    struct wp_history_options options = options_for(1);
    struct wp_problems problems = {.list = &problem, .limit = 1};
    struct wp_buf plan = WP_BUF_INIT;
    struct wp_str bytes = {NULL, 0};
    struct wp_input input = wp_input_memory(&bytes);

    (void)state;
    add_week(&plan, "2019-07-16", 90, 8000);
    add_week(&plan, "2019-07-15", 90, 8000);
    add_week(&plan, "2019-07-22", 90, 8000);
    wp_buf_puts(&plan, "--- # nothing\n---\n# nothing\n");
    add_week(&plan, "2019-07-29", 90, 8000);
    bytes = wp_buf_str(&plan);
    input.size = bytes.length;
    wp_history_free(&history);
    assert_int_equal(wp_history_read(&history, &input, &options, &problems), WP_INVALID);
    assert_non_null(strstr(problem.message, "is below the one of 2019-07-16"));
    wp_buf_free(&plan);
}

static void test_a_broken_week(void **state)
{
    (void)state;
    assert_int_equal(read_plan("week: 2019-07-22\ngaols: []\n---\nweek: 2019-07-29\n", 0),
                     WP_INVALID);
    assert_int_equal(problem.line, 2);
    assert_non_null(strstr(problem.message, "did you mean 'goals'?"));
    assert_null(history.weeks);
}

/* An input error is reported even if only the length of the streak needs the week. */
static void test_an_input_that_fails_far_back(void **state)
{
    struct wp_history_options options = options_for(1);
    struct wp_buf plan = WP_BUF_INIT;
    struct counted counted = {.broken = 20000};
    struct wp_input input = {0, read_counted, &counted};
    struct wp_problems problems = {.list = &problem, .limit = 1};

    (void)state;
    add_week(&plan, "2019-07-15", 90, 40000);
    add_week(&plan, "2019-07-22", 90, 40000);
    add_week(&plan, "2019-07-29", 90, 40000);
    add_week(&plan, "2019-08-05", 90, 40000);
    counted.bytes = wp_buf_str(&plan);
    input.size = plan.length;
    options.lead = 1;
    wp_history_free(&history);
    assert_int_equal(wp_history_read(&history, &input, &options, &problems), WP_IO);
    assert_int_equal(problems.count, 1);
    assert_string_equal(problem.message, "cannot read");
    wp_buf_free(&plan);
}

static void test_an_input_that_fails(void **state)
{
    struct wp_history_options options = options_for(0);
    struct wp_str bytes = WP_STR("week: 2019-07-22\n");
    struct counted counted = {.bytes = bytes, .broken = 1};
    struct wp_input input = {bytes.length, read_counted, &counted};
    struct wp_input huge = {WP_FILE_MAX + 1, read_counted, &counted};
    struct wp_problems problems = {.list = &problem, .limit = 1};

    (void)state;
    wp_history_free(&history);
    assert_int_equal(wp_history_read(&history, &input, &options, &problems), WP_IO);
    assert_string_equal(problem.message, "cannot read");
    problems.count = 0;
    assert_int_equal(wp_history_read(&history, &huge, &options, &problems), WP_INVALID);
    assert_non_null(strstr(problem.message, "larger than 1 GiB"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_line_has_what_the_week_says),
        cmocka_unit_test(test_when_a_week_is_over),
        cmocka_unit_test(test_no_weeks),
        cmocka_unit_test(test_the_last_weeks),
        cmocka_unit_test(test_later_weeks_are_passed_over),
        cmocka_unit_test(test_only_what_is_needed_is_read),
        cmocka_unit_test(test_a_streak_is_followed_to_its_beginning),
        cmocka_unit_test(test_weeks_before_the_first),
        cmocka_unit_test(test_a_streak_from_the_first_week_on_is_known),
        cmocka_unit_test(test_weeks_have_to_descend),
        cmocka_unit_test(test_weeks_have_to_descend_below_empty_documents),
        cmocka_unit_test(test_a_broken_week),
        cmocka_unit_test(test_an_input_that_fails_far_back),
        cmocka_unit_test(test_an_input_that_fails),
    };

    return cmocka_run_group_tests(tests, NULL, end_history);
}
