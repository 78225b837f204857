/* The text of an import: what is refused, and its lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/import_text.h"

static void test_line_breaks_are_lf(void **state)
{
    struct wp_arena *arena = wp_arena_new(0);
    struct wp_import_text text;
    struct wp_error error;

    (void)state;
    assert_int_equal(wp_import_text_read(&text, arena,
                                         wp_str("\xEF\xBB\xBF"
                                                "a\r\nb\rc\fd\n\ve"),
                                         &error),
                     WP_OK);
    assert_string_equal(text.text.data, "a\nb\nc d\n e");
    assert_int_equal(text.line_count, 4);
    assert_true(wp_str_equal_c(wp_import_text_line(&text, 2), "c d"));
    assert_true(wp_str_equal_c(wp_import_text_line(&text, 3), " e"));
    assert_true(wp_str_equal_c(wp_import_text_line(&text, 4), ""));
    assert_int_equal(wp_import_text_line_at(&text, 0), 0);
    assert_int_equal(wp_import_text_line_at(&text, 1), 0);
    assert_int_equal(wp_import_text_line_at(&text, 2), 1);
    assert_int_equal(wp_import_text_line_at(&text, 9), 3);
    assert_int_equal(wp_import_text_read(&text, arena, wp_str(""), &error), WP_OK);
    assert_int_equal(text.line_count, 0);
    wp_arena_free(arena);
}

static const struct {
    struct wp_str bytes;
    unsigned line;
    unsigned column;
    const char *message;
} refused[] = {
    {WP_STR("a\r\nb\xC3\xA4\xFF"), 2, 3, "this is not UTF-8 (save the file as UTF-8)"},
    {WP_STR("\xFF\xFE"
            "a\0"),
     1, 1, "this is not UTF-8 (save the file as UTF-8)"},
    {WP_STR("\xED\xA0\x80"), 1, 1, "this is not UTF-8 (save the file as UTF-8)"},
    {WP_STR("a\n\nbc\0d"), 3, 3, "this is not text: it has a NUL byte"},
};

static void test_what_is_no_text_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        struct wp_arena *arena = wp_arena_new(0);
        struct wp_import_text text;
        struct wp_error error;

        assert_int_equal(wp_import_text_read(&text, arena, refused[i].bytes, &error), WP_INVALID);
        assert_int_equal(error.line, refused[i].line);
        assert_int_equal(error.column, refused[i].column);
        assert_string_equal(error.message, refused[i].message);
        wp_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_breaks_are_lf),
        cmocka_unit_test(test_what_is_no_text_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
