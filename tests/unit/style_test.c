/* The style of a week, and the quotes of a new scalar. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "edit/style.h"
#include <weekplan/plan.h>

#include "load_goals.h"

static void test_quotes_that_are_there(void **state)
{
    struct wp_week *week = load((struct wp_str)WP_STR("\n"
                                                      "- 'Sail'\n"
                                                      "- title: \"Row\"\n"
                                                      "  done:\n"
                                                      "  tags: [ 'a', b]\n"
                                                      "  links:\n"
                                                      "  - \"x\"\n"
                                                      "  due: 2019-08-06\n"));
    const struct wp_item *sail = week->root.first;
    const struct wp_item *row = sail->next;

    (void)state;
    assert_int_equal(wp_style_quotes_of(week->text, sail, WP_KEY_TITLE), WP_QUOTES_SINGLE);
    assert_int_equal(wp_style_quotes_of(week->text, sail, WP_KEY_NOTE), WP_QUOTES_NONE);
    assert_int_equal(wp_style_quotes_of(week->text, row, WP_KEY_TITLE), WP_QUOTES_DOUBLE);
    assert_int_equal(wp_style_quotes_of(week->text, row, WP_KEY_DONE), WP_QUOTES_NONE);
    assert_int_equal(wp_style_quotes_of(week->text, row, WP_KEY_TAGS), WP_QUOTES_SINGLE);
    assert_int_equal(wp_style_quotes_of(week->text, row, WP_KEY_LINKS), WP_QUOTES_DOUBLE);
    assert_int_equal(wp_style_quotes_of(week->text, row, WP_KEY_DUE), WP_QUOTES_NONE);
    assert_int_equal(wp_style_quotes_of(week->text, &week->root, WP_KEY_TITLE), WP_QUOTES_NONE);
    wp_week_free(week);
}

static struct wp_style style_of(const char *text)
{
    struct wp_problems problems = {NULL, 0, 0, 0, 0};
    struct wp_week *week = NULL;
    struct wp_style style;

    assert_int_equal(wp_week_load(wp_str(text), 0, 1, &week, &problems), WP_OK);
    style = wp_style_of_week(week);
    wp_week_free(week);
    return style;
}

static void test_how_a_week_is_written(void **state)
{
    (void)state;
    assert_int_equal(style_of("week: 2019-08-04\ngoals:\n- a\n").list_indent, 0);
    assert_int_equal(style_of("week: 2019-08-04\ngoals:\n    - a\n").list_indent, 4);
    assert_int_equal(style_of("week: 2019-08-04\ngoals: []\n").list_indent, 2);
    assert_int_equal(style_of("week: 2019-08-04\n").list_indent, 2);
    assert_int_equal(
        style_of("week: 2019-08-04\ngoals:\n- title: a\n  subtasks:\n   - b\n").list_indent, 0);
    assert_string_equal(style_of("week: 2019-08-04\r\ngoals:\r\n- a\n").line_break, "\r\n");
    assert_string_equal(style_of("week: 2019-08-04").line_break, "\n");
}

/* Count the kinds of quotes of scalars. The array `texts` ends with NULL. */
static struct wp_quote_counts count_quotes(const char *const *texts)
{
    struct wp_quote_counts counts = {.optional = {0}};

    for (; *texts != NULL; texts++) {
        struct wp_str text = wp_str(*texts);
        enum wp_quotes quotes = wp_quotes_at(text, 0);

        if (quotes != WP_QUOTES_NONE)
            text = wp_str_slice(text, 1, text.length - 2);
        wp_quote_counts_add(&counts, text, quotes);
    }
    return counts;
}

static void test_quotes_that_most_scalars_have_by_choice(void **state)
{
    static const struct {
        const char *level[5];
        const char *week[5];
        enum wp_quotes keys;
        enum wp_quotes quotes;
    } cases[] = {
        {{"\"a\"", "\"b\"", "c"}, {NULL}, WP_QUOTES_NONE, WP_QUOTES_DOUBLE},
        {{"\"a\"", "b"}, {NULL}, WP_QUOTES_NONE, WP_QUOTES_NONE},
        {{"'a'", "\"b\""}, {NULL}, WP_QUOTES_NONE, WP_QUOTES_NONE},
        {{"a", "'b: c'"}, {NULL}, WP_QUOTES_NONE, WP_QUOTES_NONE_OR_SINGLE},
        {{"a", "\"b: c\"", "\"d # e\""}, {NULL}, WP_QUOTES_NONE, WP_QUOTES_NONE},
        {{"a", "\"2019\"", "\"yes\"", "\"~\""}, {NULL}, WP_QUOTES_NONE, WP_QUOTES_NONE},
        /* One quoted scalar is not enough to put new scalars in quotes. */
        {{"\"a\""}, {"\"a\""}, WP_QUOTES_NONE, WP_QUOTES_NONE},
        {{"'a'"}, {"'a'"}, WP_QUOTES_NONE, WP_QUOTES_NONE_OR_SINGLE},
        {{"\"a\"", "\"2019\""}, {"\"a\""}, WP_QUOTES_NONE, WP_QUOTES_NONE},
        /* A new scalar has the quotes of most scalars in the week. */
        {{"a"}, {"a", "'b'", "'c'"}, WP_QUOTES_NONE, WP_QUOTES_SINGLE},
        {{"\"a\""}, {"\"a\"", "b"}, WP_QUOTES_NONE, WP_QUOTES_NONE},
        {{NULL}, {"\"a\"", "\"b\""}, WP_QUOTES_NONE, WP_QUOTES_DOUBLE},
        {{"'a'", "'b'"}, {"\"c\"", "\"d\"", "\"e\""}, WP_QUOTES_NONE, WP_QUOTES_SINGLE},
        /* If the keys are quoted too, one quoted scalar is enough to put new scalars in quotes. */
        {{NULL}, {NULL}, WP_QUOTES_DOUBLE, WP_QUOTES_DOUBLE},
        {{"a"}, {NULL}, WP_QUOTES_DOUBLE, WP_QUOTES_NONE},
        {{"'a'"}, {NULL}, WP_QUOTES_DOUBLE, WP_QUOTES_SINGLE},
        {{"'b: c'"}, {NULL}, WP_QUOTES_DOUBLE, WP_QUOTES_DOUBLE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_quote_counts level = count_quotes(cases[i].level);
        struct wp_quote_counts week = count_quotes(cases[i].week);

        assert_int_equal(wp_quote_counts_choose(&level, &week, cases[i].keys), cases[i].quotes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quotes_that_are_there),
        cmocka_unit_test(test_how_a_week_is_written),
        cmocka_unit_test(test_quotes_that_most_scalars_have_by_choice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
