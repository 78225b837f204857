/* Three versions of `progress:`. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "merge/merge_progress.h"
#include "plan/progress_value.h"

/* Return the value of `text`; no value for the empty text. */
static struct wp_progress_value value_of(const char *text)
{
    struct wp_progress_value value = {.given = text[0] != '\0'};

    if (value.given)
        assert_int_equal(wp_progress_value_parse(wp_str(text), &value, &value.unit),
                         WP_PROGRESS_VALUE_VALID);
    return value;
}

/* Check the merge of three values. NULL for `base` is an unknown base, NULL for `expected` is a
 * conflict. */
static void assert_merged(const char *base, const char *ours, const char *theirs,
                          const char *expected)
{
    struct wp_progress_value values[] = {value_of(base != NULL ? base : ""), value_of(ours),
                                         value_of(theirs)};
    struct wp_progress_value merged;
    struct wp_buf text = WP_BUF_INIT;

    for (unsigned turn = 0; turn < 2; turn++) {
        bool clean = wp_merge_progress(&merged, base != NULL ? &values[WP_BASE] : NULL,
                                       &values[turn == 0 ? WP_OURS : WP_THEIRS],
                                       &values[turn == 0 ? WP_THEIRS : WP_OURS]);

        if (clean != (expected != NULL))
            fail_msg("%s, %s: %s", ours, theirs, clean ? "no conflict" : "conflict");
        if (!clean)
            continue;
        wp_buf_clear(&text);
        wp_progress_value_format(&text, &merged);
        assert_string_equal(text.data, expected);
    }
    wp_buf_free(&text);
}

static void counts_add_up(void **state)
{
    (void)state;
    assert_merged("1/3", "2/3", "2/3", "3/3");
    assert_merged("1/3 talks", "2/3 talks", "3/3 talks", "4/3 talks");
    assert_merged("", "1/3", "2/3", "3/3");
    assert_merged("5/9", "6/9", "4/9", "5/9");
    assert_merged("5/9", "3/9", "3/9", "3/9");
    assert_merged("5/9", "3/9", "4/9", NULL);
    assert_merged("0/9", "999999999999/9", "1/9", NULL);
    assert_merged(NULL, "1/3", "2/3", "2/3");
    assert_merged(NULL, "1/3", "1/3", "1/3");
}

static void percentages_take_the_larger(void **state)
{
    (void)state;
    assert_merged("10%", "20%", "30%", "30%");
    assert_merged("10%", "20%", "20%", "20%");
    assert_merged("", "20%", "30%", "30%");
    assert_merged(NULL, "20%", "30%", "30%");
}

static void goals_and_units(void **state)
{
    (void)state;
    assert_merged("1/3", "1/4", "2/3", "2/4");
    assert_merged("1/3", "2/4", "2/3", "3/4");
    assert_merged("1/3", "2/4", "2/4", "3/4");
    assert_merged("1/3", "1/4", "1/5", NULL);
    assert_merged("", "1/4", "1/5", NULL);
    assert_merged("1/3", "1/3 talks", "2/3", "2/3 talks");
    assert_merged("1/3", "2/3 talks", "2/3", NULL);
    assert_merged("1/3", "50%", "2/3", NULL);
    assert_merged("1/100", "1%", "2/100", NULL);
    assert_merged("1/3", "1/3 a", "1/3 b", NULL);
    assert_merged("1/3 a", "2/3 b", "2/3 b", "2/3 b");
    assert_merged("1/3 a", "2/3 b", "3/3 b", NULL);
    assert_merged("1/3 a", "1/3 b", "2/3 b", "2/3 b");
    assert_merged(NULL, "1/3 a", "1/3 b", NULL);
    assert_merged(NULL, "1/3", "1/4", NULL);
    assert_merged("1/3", "", "2/3", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_add_up),
        cmocka_unit_test(percentages_take_the_larger),
        cmocka_unit_test(goals_and_units),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
