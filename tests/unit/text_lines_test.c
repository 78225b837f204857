/* The lines of a text: with and without their line feeds, and from other line breaks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text_lines.h"

static void assert_line(struct wp_str line, const char *expected)
{
    if (!wp_str_equal_c(line, expected))
        fail_msg("'%.*s' is not '%s'", (int)line.length, line.data, expected);
}

static void test_lines_without_line_feeds(void **state)
{
    struct wp_str text = WP_STR("a\n\nb");

    (void)state;
    assert_line(wp_text_lines_take(&text), "a");
    assert_line(wp_text_lines_take(&text), "");
    assert_int_equal(text.length, 1);
    assert_line(wp_text_lines_take(&text), "b");
    assert_int_equal(text.length, 0);
    assert_line(wp_text_lines_take(&text), "");
}

static void test_lines_with_line_feeds(void **state)
{
    struct wp_str text = WP_STR("a\n\nb");

    (void)state;
    assert_line(wp_text_lines_take_whole(&text), "a\n");
    assert_line(wp_text_lines_take_whole(&text), "\n");
    assert_line(wp_text_lines_take_whole(&text), "b");
    assert_int_equal(text.length, 0);
    text = (struct wp_str){NULL, 0};
    assert_int_equal(wp_text_lines_take_whole(&text).length, 0);
}

static void test_other_line_breaks_become_line_feeds(void **state)
{
    struct wp_buf buf = WP_BUF_INIT;

    (void)state;
    wp_text_lines_append_lf(&buf, wp_str("a\r\nb\rc\n\r\r\nd\r"));
    assert_string_equal(buf.data, "a\nb\nc\n\n\nd\n");
    wp_buf_free(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_without_line_feeds),
        cmocka_unit_test(test_lines_with_line_feeds),
        cmocka_unit_test(test_other_line_breaks_become_line_feeds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
