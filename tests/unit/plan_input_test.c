/* Which week of a plan is selected. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cmd/plan_input.h"

enum { WEEK = 18112 /* Sunday 4 August 2019 */ };

/* Open `text` as a plan, select the week to review on `today`, and return the window. */
static struct wp_window to_review(struct wp_context *context, const char *text)
{
    const struct wp_str bytes = wp_str(text);
    const struct wp_input input = wp_input_memory(&bytes);
    struct wp_plan *plan = NULL;
    struct wp_error error;

    assert_int_equal(wp_plan_open(&plan, &input, &error), WP_OK);
    assert_int_equal(wp_plan_input_select_review(context, plan, &error), WP_OK);
    wp_plan_close(plan);
    return context->window;
}

static void assert_review(const char *text, wp_day today, wp_day week)
{
    struct wp_context context = {.today = today, .config = {.week_start = WP_MONDAY}};
    struct wp_window window = to_review(&context, text);

    if (week < window.first || week > window.last)
        fail_msg("%s on day %d: the window from %d", text, (int)(today - WEEK),
                 (int)(window.first - WEEK));
}

/* A week begins on the weekday on which the weeks of the plan begin. If the plan is empty, the
 * configuration has the weekday. */
static void test_week_to_review(void **state)
{
    static const char *const plans[] = {
        "week: 2019-08-04\ngoals: [Read]\n", "week: 2019-07-28\ngoals: [Read]\n",
        "week: 2019-07-28\ngoals: [Read]\n---\nweek: 2019-08-18\ngoals: [Read]\n",
        "week: 2019-08-04\ngoals: [{}]\n", /* not valid */
    };

    (void)state;
    for (size_t i = 0; i < sizeof plans / sizeof plans[0]; i++) {
        assert_review(plans[i], WEEK, WEEK - 7);
        assert_review(plans[i], WEEK + 3, WEEK - 7);
        assert_review(plans[i], WEEK + 4, WEEK);
        assert_review(plans[i], WEEK + 6, WEEK);
    }
    assert_review("", WEEK + 4, WEEK - 6); /* a Thursday, the fourth day of the week */
    assert_review("", WEEK + 5, WEEK + 1);
}

static void test_week_that_is_given(void **state)
{
    struct wp_context context = {
        .today = WEEK + 6, .window = wp_window_holding(WEEK - 21), .window_given = true};

    (void)state;
    assert_int_equal(to_review(&context, "week: 2019-08-04\n").last, WEEK - 21);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_week_to_review),
        cmocka_unit_test(test_week_that_is_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
