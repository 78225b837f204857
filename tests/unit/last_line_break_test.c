/* A week without a final line break, and edits that append text to it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "edit/last_line_break.h"

#define GOAL "week: 2019-08-04\ngoals:\n  - title: A\n"

static void assert_completed(const char *text, const char *wanted)
{
    struct wp_error error = {.status = WP_OK};
    struct wp_problems problems = {&error, 1, 0, 0, 0};
    struct wp_arena *arena = wp_arena_new(1024);
    struct wp_splices splices = {.arena = arena};
    struct wp_buf out = WP_BUF_INIT;
    struct wp_week *week;

    assert_int_equal(wp_week_load(wp_str(text), 0, 1, &week, &problems), WP_OK);
    wp_last_line_break_complete(week, &splices, "\n");
    if (wp_last_line_break_verify(week, &splices, &out, &error) != WP_OK)
        fail_msg("%s: %s", text, error.message);
    assert_string_equal(out.data, wanted);
    wp_buf_free(&out);
    wp_splices_free(&splices);
    wp_week_free(week);
    wp_arena_free(arena);
}

static void test_a_text_at_the_end_says_the_same(void **state)
{
    static const struct {
        const char *text;
        const char *wanted;
    } cases[] = {
        {GOAL, GOAL "\n"},
        {GOAL "    x-a: b", GOAL "    x-a: b\n"},
        {GOAL "    x-a: |\n      b", GOAL "    x-a: |-\n      b\n"},
        {GOAL "    x-a: >+\n      b", GOAL "    x-a: >-\n      b\n"},
        {GOAL "    x-a: |2 # c\n      b", GOAL "    x-a: |2- # c\n      b\n"},
        {GOAL "    x-a: |-\n      b", GOAL "    x-a: |-\n      b\n"},
        {GOAL "    x-a: |\n      b\n  # c", GOAL "    x-a: |\n      b\n  # c\n"},
        {GOAL "    x-a: |\n      b\n    ", GOAL "    x-a: |\n      b\n    \n"},
        {GOAL "    x-a: |\n      b\n        ", GOAL "    x-a: |-\n      b\n        \n"},
        {GOAL "    x-a: |+\n      b\n    ", GOAL "    x-a: |+\n      b\n"},
        {GOAL "    x-a: >+\n      b\n        ", GOAL "    x-a: >-\n      b\n        \n"},
        {GOAL "    x-a: |", GOAL "    x-a: |\n"},
        {GOAL "    x-a:\n      - |\n        b\n# c", GOAL "    x-a:\n      - |\n        b\n# c\n"},
        {GOAL "    note: |\n      b", GOAL "    note: |\n      b\n"},
        {GOAL "  - |\n    b", GOAL "  - |\n    b\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_completed(cases[i].text, cases[i].wanted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_text_at_the_end_says_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
