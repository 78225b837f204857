/* The message of a commit of the plan: what has changed between two versions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cmd/sync_subject.h"

#define WEEK                                                                                       \
    "week: 2019-08-04\n"                                                                           \
    "goals:\n"                                                                                     \
    "  - title: One\n"                                                                             \
    "  - title: Two\n"                                                                             \
    "  - title: Three\n"                                                                           \
    "    subtasks: [a, b]\n"

static const char week[] = WEEK;
static const char old_week[] = "week: 2019-07-28\ngoals: [Old]\n";
static const char two_weeks[] = "week: 2019-07-28\ngoals: [Old]\n---\n" WEEK;

static void assert_message(const char *before, const char *after, const char *subject,
                           const char *body)
{
    struct wp_context context = {.plan_path = "plan.yaml"};
    struct wp_buf line = WP_BUF_INIT;
    struct wp_buf rest = WP_BUF_INIT;

    assert_true(wp_day_parse(wp_str("2019-08-06"), &context.today));
    wp_sync_subject_put(&line, &rest, &context, wp_str(before), wp_str(after));
    assert_string_equal(line.data, subject);
    assert_string_equal(rest.length > 0 ? rest.data : "", body);
    wp_buf_free(&line);
    wp_buf_free(&rest);
}

/* Assert the subject after one line of the week, `old`, is replaced. */
static void assert_replaced(const char *old, const char *replacement, const char *subject)
{
    struct wp_buf after = WP_BUF_INIT;
    const char *at = strstr(week, old);

    assert_non_null(at);
    wp_buf_append(&after, (struct wp_str){week, (size_t)(at - week)});
    wp_buf_puts(&after, replacement);
    wp_buf_puts(&after, at + strlen(old));
    assert_message(week, after.data, subject, "");
    wp_buf_free(&after);
}

static void test_one_change(void **state)
{
    (void)state;
    assert_replaced("  - title: One\n", "  - title: One\n    done: 2019-08-06\n",
                    "W32 25% 1/4: 1 done");
    assert_replaced("  - title: One\n", "  - title: One\n    dropped: rain\n",
                    "W32 0% 0/3: 1 dropped");
    assert_replaced("  - title: One\n", "  - title: One\n    dropped: deferred to 2019-08-11\n",
                    "W32 0% 0/3: 1 deferred");
    assert_replaced("  - title: One\n", "  - title: One\n    progress: 50%\n",
                    "W32 12.5% 0/4: 1 in progress");
    assert_replaced("  - title: One\n", "", "W32 0% 0/3: 1 removed");
    assert_replaced("  - title: One\n", "  - title: Uno\n", "W32 0% 0/4: 1 edited");
    assert_replaced("  - title: One\n", "  - title: One\n    tags: [a]\n", "W32 0% 0/4: 1 edited");
    assert_replaced("  - title: One\n", "  - title: One\n    x-a: b\n", "W32 0% 0/4: 1 edited");
    assert_replaced("  - title: One\n", "  - title: One # comment\n",
                    "W32 0% 0/4: layout or comments");
    assert_replaced("  - title: Two\n", "  - title: New\n    subtasks: [c, d]\n  - title: Two\n",
                    "W32 0% 0/6: 1 added");
    assert_replaced("  - title: Three\n    subtasks: [a, b]\n", "", "W32 0% 0/2: 1 removed");
    assert_replaced("[a, b]", "[a, b, Two]", "W32 0% 0/5: 1 added");
    assert_replaced("goals:", "review: Good.\ngoals:", "W32 0% 0/4: review");
    assert_replaced("goals:", "note: A week.\ngoals:", "W32 0% 0/4: week edited");
    assert_replaced(
        "goals:", "also:\n  - {title: More, done: 2019-08-05}\ngoals:", "W32 0% 0/4: 1 done");
    /* several changes */
    assert_replaced("  - title: One\n  - title: Two\n",
                    "  - {title: One, done: true}\n  - {title: Two, done: true}\n  - New\n",
                    "W32 40% 2/5: 2 done, 1 added");
    assert_replaced("  - title: Two\n  - title: Three\n    subtasks: [a, b]\n",
                    "  - title: Three\n    subtasks: [a, b, Two]\n", "W32 0% 0/4: 1 moved");
}

static void test_reopened(void **state)
{
    (void)state;
    assert_message("week: 2019-08-04\ngoals:\n  - {title: One, done: true}\n",
                   "week: 2019-08-04\ngoals:\n  - {title: One}\n", "W32 0% 0/1: 1 reopened", "");
    assert_message("week: 2019-08-04\ngoals:\n  - {title: One, dropped: rain}\n",
                   "week: 2019-08-04\ngoals:\n  - {title: One}\n", "W32 0% 0/1: 1 reopened", "");
}

/* The subject is about the current week if it has changed, else about the newest one. */
static void test_weeks(void **state)
{
    (void)state;
    assert_message("", week, "W32 0% 0/4: started, 3 added", "");
    assert_message("", two_weeks, "W32 0% 0/4: started, 3 added; 1 other week",
                   "W31 0% 0/1: started, 1 added\n");
    assert_message(old_week, two_weeks, "W32 0% 0/4: started, 3 added", "");
    assert_message(two_weeks, week, "W31: removed", "");
    assert_message(week, WEEK "---\nweek: 2019-08-11\ngoals: [Next]\n",
                   "W33 0% 0/1: started, 1 added", "");
    assert_message("later: [a]\n---\n" WEEK, "later: [a, b]\n---\n" WEEK, "later: 1 added", "");
    assert_message(week, "later: [b]\n---\n" WEEK, "later: 1 added", "");
    assert_message("week: 2018-12-30\ngoals: [Old]\n",
                   "week: 2018-12-30\ngoals: [{title: Old, done: true}]\n", "W01 100% 1/1: 1 done",
                   "");
    assert_message("week: 2018-08-05\ngoals: [Old]\n",
                   "week: 2018-08-05\ngoals: [{title: Old, done: true}]\n",
                   "2018-W32 100% 1/1: 1 done", "");
    assert_message("week: 2019-08-04\nskip: true\n", "week: 2019-08-04\nskip: ill\n",
                   "W32: week edited", "");
}

/* A message does not list all weeks of a long plan. */
static void test_many_weeks(void **state)
{
    struct wp_context context = {.plan_path = "plan.yaml"};
    struct wp_buf after = WP_BUF_INIT;
    struct wp_buf subject = WP_BUF_INIT;
    struct wp_buf body = WP_BUF_INIT;
    size_t lines = 0;

    (void)state;
    assert_true(wp_day_parse(wp_str("2019-08-06"), &context.today));
    for (int i = 99; i >= 0; i--) {
        wp_buf_puts(&after, "---\nweek: ");
        wp_day_format(&after, context.today - 2 - 7 * i);
        wp_buf_puts(&after, "\ngoals: [a]\n");
    }
    wp_sync_subject_put(&subject, &body, &context, wp_str(""), wp_buf_str(&after));
    assert_string_equal(subject.data, "W32 0% 0/1: started, 1 added; 99 other weeks");
    for (size_t i = 0; i < body.length; i++)
        lines += body.data[i] == '\n';
    assert_int_equal(lines, 19);
    assert_true(wp_str_starts(wp_buf_str(&body), "W13 "));
    wp_buf_free(&after);
    wp_buf_free(&subject);
    wp_buf_free(&body);
}

static void test_versions_that_cannot_be_compared(void **state)
{
    (void)state;
    assert_message("goals: [", week, "plan: layout or comments", "");
    assert_message(week, WEEK "# the end\n", "W32 0% 0/4: layout or comments", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_change),
        cmocka_unit_test(test_reopened),
        cmocka_unit_test(test_weeks),
        cmocka_unit_test(test_many_weeks),
        cmocka_unit_test(test_versions_that_cannot_be_compared),
    };
    return cmocka_run_group_tests_name("sync_subject", tests, NULL, NULL);
}
