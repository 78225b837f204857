/*
 * However many threads read a plan, the history is the same, and so is what is said
 * of a plan in which something is wrong.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "plans.h"
#include <weekplan/history.h>

enum { PROBLEMS_MAX = 3, THREADS_MAX = 9 };

struct outcome {
    enum wp_status status;
    struct wp_history history;
    struct wp_problems problems;
    struct wp_error list[PROBLEMS_MAX];
};

static void read_history(struct outcome *outcome, struct wp_str plan,
                         const struct wp_history_options *options)
{
    struct wp_input input = wp_input_memory(&plan);

    memset(outcome, 0, sizeof *outcome);
    outcome->problems = (struct wp_problems){.list = outcome->list, .limit = PROBLEMS_MAX};
    outcome->status = wp_history_read(&outcome->history, &input, options, &outcome->problems);
}

static bool same_week(const struct wp_history_week *a, const struct wp_history_week *b)
{
    return a->start == b->start && a->missing == b->missing && wp_str_equal(a->title, b->title) &&
           a->skip == b->skip && wp_str_equal(a->skip_reason, b->skip_reason) &&
           a->running == b->running && a->percent_tenths == b->percent_tenths &&
           a->done == b->done && a->total == b->total && a->dropped == b->dropped &&
           a->carried == b->carried && a->before == b->before && a->mean == b->mean &&
           a->streak == b->streak;
}

static bool same_history(const struct wp_history *a, const struct wp_history *b)
{
    if (a->today != b->today || a->goal != b->goal || a->count != b->count ||
        a->missing != b->missing || a->mean != b->mean || a->best != b->best ||
        a->streak != b->streak || a->streak_open != b->streak_open)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!same_week(&a->weeks[i], &b->weeks[i]))
            return false;
    return true;
}

static bool same_problem(const struct wp_error *a, const struct wp_error *b)
{
    return a->status == b->status && a->warning == b->warning && a->line == b->line &&
           a->column == b->column && strcmp(a->message, b->message) == 0 &&
           a->excerpt_length == b->excerpt_length &&
           memcmp(a->excerpt, b->excerpt, a->excerpt_length) == 0 && a->caret == b->caret &&
           a->caret_length == b->caret_length && a->cut_left == b->cut_left &&
           a->cut_right == b->cut_right;
}

static bool same_problems(const struct wp_problems *a, const struct wp_problems *b)
{
    if (a->count != b->count || a->errors != b->errors || a->warnings != b->warnings)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!same_problem(&a->list[i], &b->list[i]))
            return false;
    return true;
}

/* Returns whether the plan could be read. */
static bool check_plan(struct wp_str plan, uint64_t seed)
{
    struct wp_history_options options = {
        .today = wp_day_of(today),
        .until = wp_day_of(today) + 14 - (wp_day)random_below(100),
        .weeks = random_percent(50) ? 0 : 1 + random_below(WEEKS_MAX),
        .lead = 1 + random_below(WP_MEAN_WEEKS),
        .goal = (int)random_below(1001),
        .threads = 1,
    };
    struct outcome alone;
    struct outcome together;
    bool valid;

    read_history(&alone, plan, &options);
    valid = alone.status == WP_OK;
    options.threads = 2 + (unsigned)random_below(THREADS_MAX - 1);
    read_history(&together, plan, &options);
    if (alone.status != together.status || !same_history(&alone.history, &together.history) ||
        !same_problems(&alone.problems, &together.problems))
        fail_msg("seed %llu: %u threads, %zu weeks: not as with one thread",
                 (unsigned long long)seed, options.threads, options.weeks);
    wp_history_free(&alone.history);
    wp_history_free(&together.history);
    return valid;
}

static void check_plans(unsigned wrong, uint64_t *read, uint64_t *refused)
{
    uint64_t first = setting("WEEKPLAN_SEED", 1);
    uint64_t cases = case_count(150);
    struct wp_buf plan = WP_BUF_INIT;

    *read = *refused = 0;
    for (uint64_t seed = first; seed < first + cases; seed++) {
        random_begin(seed);
        write_plan(&plan, wrong);
        assert_false(plan.failed);
        *(check_plan(wp_buf_str(&plan), seed) ? read : refused) += 1;
    }
    wp_buf_free(&plan);
    printf("%llu histories, %llu refusals\n", (unsigned long long)*read,
           (unsigned long long)*refused);
}

static void test_histories_are_the_same(void **state)
{
    uint64_t read, refused;

    (void)state;
    check_plans(0, &read, &refused);
    assert_true(read > refused);
}

static void test_errors_are_the_same(void **state)
{
    uint64_t read, refused;

    (void)state;
    check_plans(200, &read, &refused);
    assert_true(refused > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_histories_are_the_same),
        cmocka_unit_test(test_errors_are_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
