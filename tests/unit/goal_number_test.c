/* The numbers of goals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/goal_number.h"

static const struct {
    const char *title;
    const char *rest; /* the title without its number; NULL if it has none */
} rows[] = {
    {"1. Read", "Read"},
    {"2) Run", "Run"},
    {"3: Sail", "Sail"},
    {"4 - Mend", "Mend"},
    {"5 – Mend", "Mend"},
    {"(6) Mend", "Mend"},
    {"#7 Mend", "Mend"},
    {"Goal 8: Mend", "Mend"},
    {"GOAL #9: Mend", "Mend"},
    {"Task 10. Mend", "Mend"},
    {"1.2. Mend", "Mend"},
    {"1.   Mend", "Mend"},
    {"3 Main Goals", NULL},
    {"2019. A year", NULL},
    {"1.5 hours", NULL},
    {"1.", NULL},
    {"1. ", NULL},
    {"Goals 1", NULL},
    {"Goalkeeper 1. Ada", NULL},
    {"(6 Mend", NULL},
    {"5-6 hours", NULL},
    {"Read", NULL},
    {"", NULL},
};

static struct wp_title_text title_of(const char *text)
{
    struct wp_title_text title = {.text = wp_str(text)};

    return title;
}

static void test_numbers_are_taken(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wp_title_text title = title_of(rows[i].title);
        bool taken = wp_goal_number_take(&title);

        if (taken != (rows[i].rest != NULL) ||
            !wp_str_equal_c(title.text, taken ? rows[i].rest : rows[i].title))
            fail_msg("%s: %s", rows[i].title, title.text.data);
    }
}

static void test_escaped_numbers_are_none(void **state)
{
    struct wp_title_text title = title_of("1. Read");

    (void)state;
    title.literal = "\0\1\0\0\0\0\0";
    assert_false(wp_goal_number_take(&title));
}

static void test_numbered_lines_in_bold(void **state)
{
    (void)state;
    assert_true(wp_goal_number_is_bold(wp_str("__1. Read__")));
    assert_true(wp_goal_number_is_bold(wp_str("  **Goal 2: Run")));
    assert_false(wp_goal_number_is_bold(wp_str("**Read**")));
    assert_false(wp_goal_number_is_bold(wp_str("1. **Read**")));
    assert_false(wp_goal_number_is_bold(wp_str("*1. Read*")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_are_taken),
        cmocka_unit_test(test_escaped_numbers_are_none),
        cmocka_unit_test(test_numbered_lines_in_bold),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
