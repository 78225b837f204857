#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/words_in_text.h"

static const struct wp_str nothing = {NULL, 0};

static void of_c_string(void **state)
{
    (void)state;
    assert_int_equal(wp_str("week").length, 4);
    assert_memory_equal(wp_str("week").data, "week", 4);
    assert_int_equal(wp_str("").length, 0);
    assert_int_equal(wp_str(NULL).length, 0);
    assert_non_null(wp_str(NULL).data);
}

static void words_of_a_list(void **state)
{
    const char *list = "one  two";

    (void)state;
    assert_true(wp_str_equal_c(wp_words_in_text_next(&list), "one"));
    assert_true(wp_str_equal_c(wp_words_in_text_next(&list), "two"));
    assert_true(wp_words_in_text_next(&list).length == 0);
    assert_true(wp_words_in_text_has("one two", wp_str("two")));
    assert_false(wp_words_in_text_has("one two", wp_str("tw")));
    assert_false(wp_words_in_text_has("one two", wp_str("one two")));
    assert_false(wp_words_in_text_has("one two", wp_str("")));
    assert_false(wp_words_in_text_has("", wp_str("")));
}

static void literal_keeps_nul(void **state)
{
    (void)state;
    static const struct wp_str text = WP_STR("a\0b");
    assert_int_equal(text.length, 3);
}

static void texts_have_an_order(void **state)
{
    (void)state;
    assert_int_equal(wp_str_compare(wp_str("week"), wp_str("week")), 0);
    assert_int_equal(wp_str_compare(nothing, wp_str("")), 0);
    assert_true(wp_str_compare(wp_str("week"), wp_str("weeks")) < 0);
    assert_true(wp_str_compare(wp_str("well"), wp_str("weeks")) > 0);
    assert_true(wp_str_compare(wp_str("a"), nothing) > 0);
    assert_true(wp_str_compare(wp_str("z"), wp_str("\xc3\xa4")) < 0);
}

static void slice_is_cut_at_the_end(void **state)
{
    (void)state;
    static const struct {
        size_t offset, length;
        const char *slice;
    } cases[] = {
        {0, 4, "week"}, {0, 0, ""},          {1, 2, "ee"}, {2, 9, "ek"},
        {3, 1, "k"},    {2, SIZE_MAX, "ek"}, {4, 1, ""},   {SIZE_MAX, SIZE_MAX, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct wp_str slice = wp_str_slice(wp_str("week"), cases[i].offset, cases[i].length);
        assert_true(wp_str_equal_c(slice, cases[i].slice));
    }
    assert_int_equal(wp_str_slice(nothing, 0, 1).length, 0);
    assert_int_equal(wp_str_slice(nothing, 5, 1).length, 0);
}

static void span_end(void **state)
{
    (void)state;
    assert_int_equal(wp_span_end(wp_span(3, 4)), 7);
}

static void equality_is_of_bytes(void **state)
{
    (void)state;
    assert_true(wp_str_equal(wp_str("goal"), wp_str("goal")));
    assert_false(wp_str_equal(wp_str("goal"), wp_str("Goal")));
    assert_false(wp_str_equal(wp_str("goal"), wp_str("goals")));
    assert_true(wp_str_equal(nothing, wp_str("")));
    assert_true(wp_str_equal(nothing, nothing));
    assert_false(wp_str_equal(nothing, wp_str("a")));
    assert_false(wp_str_equal_c((struct wp_str)WP_STR("a\0b"), "a"));
    assert_true(wp_str_equal_c(nothing, ""));
}

static void starts(void **state)
{
    (void)state;
    assert_true(wp_str_starts(wp_str("x-note"), "x-"));
    assert_true(wp_str_starts(wp_str("x-"), "x-"));
    assert_true(wp_str_starts(wp_str("x"), ""));
    assert_true(wp_str_starts(nothing, ""));
    assert_false(wp_str_starts(wp_str("x"), "x-"));
    assert_false(wp_str_starts(wp_str("X-"), "x-"));
}

static void trim(void **state)
{
    (void)state;
    assert_true(wp_str_equal_c(wp_str_trim(wp_str(" \t\r\na b\n\r\t ")), "a b"));
    assert_true(wp_str_equal_c(wp_str_trim(wp_str("a")), "a"));
    assert_true(wp_str_equal_c(wp_str_trim(wp_str(" \n ")), ""));
    assert_true(wp_str_equal_c(wp_str_trim(nothing), ""));
    assert_true(wp_str_equal_c(wp_str_trim(wp_str("\v\xC2\xA0")), "\v\xC2\xA0"));
}

static void lower_case(void **state)
{
    (void)state;
    assert_int_equal(wp_str_lower('A'), 'a');
    assert_int_equal(wp_str_lower('Z'), 'z');
    assert_int_equal(wp_str_lower('@'), '@');
    assert_int_equal(wp_str_lower('['), '[');
    assert_int_equal(wp_str_lower('m'), 'm');
    assert_int_equal(wp_str_lower('\xC4'), '\xC4');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lower_case),
        cmocka_unit_test(of_c_string),
        cmocka_unit_test(literal_keeps_nul),
        cmocka_unit_test(words_of_a_list),
        cmocka_unit_test(texts_have_an_order),
        cmocka_unit_test(slice_is_cut_at_the_end),
        cmocka_unit_test(span_end),
        cmocka_unit_test(equality_is_of_bytes),
        cmocka_unit_test(starts),
        cmocka_unit_test(trim),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
