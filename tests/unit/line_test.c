/* Lines and columns of a document. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "edit/entry_comments.h"
#include "edit/line.h"

static size_t at(const char *text, const char *what)
{
    const char *found = strstr(text, what);

    assert_non_null(found);
    return (size_t)(found - text);
}

static void test_line_breaks(void **state)
{
    static const struct {
        const char *text;
        size_t length;
    } cases[] = {{"\n", 1},
                 {"\r", 1},
                 {"\r\n", 2},
                 {"\xC2\x85", 2},
                 {"\xE2\x80\xA8", 3},
                 {"\xE2\x80\xA9", 3},
                 {"\xC2\xA0", 0},
                 {"\xE2\x80\xA7", 0},
                 {" ", 0},
                 {"\t", 0},
                 {"", 0}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_str text = wp_str(cases[i].text);

        assert_int_equal(wp_line_break_at(text, 0), cases[i].length);
        assert_int_equal(wp_line_break_before(text, text.length), cases[i].length);
    }
    assert_int_equal(wp_line_break_at(wp_str("a\r\n\n"), 1), 2);
    assert_int_equal(wp_line_break_before(wp_str("a\r\n\n"), 4), 1);
    assert_int_equal(wp_line_break_before(wp_str("a\r\n\n"), 3), 2);
    assert_int_equal(wp_line_break_before(wp_str("\n"), 0), 0);
}

static void test_the_files_line_break(void **state)
{
    (void)state;
    assert_string_equal(wp_line_break_of(wp_str("a\nb\r\n")), "\n");
    assert_string_equal(wp_line_break_of(wp_str("a\r\nb\n")), "\r\n");
    assert_string_equal(wp_line_break_of(wp_str("a\rb")), "\r");
    assert_string_equal(wp_line_break_of(wp_str("a\r")), "\r");
    assert_null(wp_line_break_of(wp_str("a")));
}

static void test_lines_and_columns(void **state)
{
    static const char text[] = "\xEF\xBB\xBF"
                               "a: 1\r\n  größe: 2\n\nend";

    (void)state;
    assert_int_equal(wp_line_begin(wp_str(text), at(text, "1")), 3);
    assert_int_equal(wp_line_column(wp_str(text), at(text, "1")), 3);
    assert_int_equal(wp_line_begin(wp_str(text), at(text, "2")), at(text, "  gr"));
    assert_int_equal(wp_line_column(wp_str(text), at(text, "2")), 9);
    assert_int_equal(wp_line_next(wp_str(text), at(text, "1")), at(text, "  gr"));
    assert_int_equal(wp_line_next(wp_str(text), at(text, "2")), at(text, "\nend"));
    assert_int_equal(wp_line_next(wp_str(text), at(text, "end")), sizeof text - 1);
    assert_int_equal(wp_line_skip_blanks(wp_str(" \t x"), 0), 3);
    assert_int_equal(wp_line_skip_blanks(wp_str("  "), 0), 2);
}

static void test_place_behind_a_node(void **state)
{
    static const char text[] = "- a   # on the line\n"
                               "    # deeper\n"
                               "   # as well\n"
                               "  # of the next\n"
                               "- b\n"
                               "\n"
                               "    # set off\n"
                               "\n"
                               "- c";

    (void)state;
    assert_int_equal(wp_entry_end_below(wp_str(text), 3, 2), at(text, "  # of the next"));
    assert_int_equal(wp_entry_end_below(wp_str(text), 3, 0), at(text, "- b"));
    assert_int_equal(wp_entry_end_below(wp_str(text), 3, 3), at(text, "   # as well"));
    assert_int_equal(wp_entry_end_below(wp_str(text), at(text, "b\n") + 1, 0), at(text, "\n- c"));
    assert_int_equal(wp_entry_end_below(wp_str(text), at(text, "b\n") + 1, 4),
                     at(text, "\n    # set"));
    assert_int_equal(wp_entry_end_below(wp_str(text), sizeof text - 1, 0), sizeof text - 1);
    /* the end of a block scalar is after its last line break, so at the beginning of "- b" */
    assert_int_equal(wp_entry_end_below(wp_str(text), at(text, "- b"), 0), at(text, "- b"));
}

static void test_what_looks_like_a_directive(void **state)
{
    (void)state;
    assert_true(wp_line_is_directive_at_end(wp_str("a: \"b\n%c\"")));
    assert_true(wp_line_is_directive_at_end(wp_str("a: \"b\r%c\"\r\r# d\r")));
    assert_true(wp_line_is_directive_at_end(wp_str("\xEF\xBB\xBF%c\n")));
    assert_false(wp_line_is_directive_at_end(wp_str("%a\nb: c\n# d\n")));
    assert_false(wp_line_is_directive_at_end(wp_str("a: \"b\n%c\"\n...\n")));
    assert_false(wp_line_is_directive_at_end(wp_str("a: \"b\n %c\"\n")));
    assert_false(wp_line_is_directive_at_end(wp_str("\n\n")));
    assert_false(wp_line_is_directive_at_end(wp_str("\xEF\xBB\xBF")));
    assert_false(wp_line_is_directive_at_end(wp_str("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_breaks),
        cmocka_unit_test(test_the_files_line_break),
        cmocka_unit_test(test_lines_and_columns),
        cmocka_unit_test(test_place_behind_a_node),
        cmocka_unit_test(test_what_looks_like_a_directive),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
