/* Folding long lines at blanks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "render/fold.h"

static void assert_folds(const char *lines, size_t width, const char *expected)
{
    struct wp_buf out = WP_BUF_INIT;

    wp_fold_put_lines(&out, wp_str(lines), width);
    assert_string_equal(out.data, expected);
    wp_buf_free(&out);
}

static void lines_break_at_blanks(void **state)
{
    (void)state;
    assert_folds("one two three\n", 13, "one two three\n");
    assert_folds("one two three\n", 12, "one two\n  three\n");
    assert_folds("one\n\ntwo three", 8, "one\n\ntwo\n  three");
    assert_folds("one   two\n", 8, "one\n  two\n");
}

static void the_indent_is_kept(void **state)
{
    (void)state;
    assert_folds("a\n  one two three\n", 12, "a\n  one two\n    three\n");
}

static void a_word_is_never_broken(void **state)
{
    (void)state;
    assert_folds("see /a/long/path/of/a/plan now\n", 12, "see\n  /a/long/path/of/a/plan\n  now\n");
    assert_folds("/a/long/path/of/a/plan now\n", 12, "/a/long/path/of/a/plan\n  now\n");
}

static void a_sign_keeps_its_neighbours(void **state)
{
    (void)state;
    assert_folds("week 33.3% → 50%, a\n", 14, "week\n  33.3% → 50%,\n  a\n");
    assert_folds("week 33.3% -> 50%\n", 12, "week\n  33.3% -> 50%\n");
    assert_folds("week of Sun 4 – Sat 10\n", 14, "week of Sun\n  4 – Sat 10\n");
    assert_folds("week of Sun 4 – Sat 10\n", 15, "week of Sun 4 –\n  Sat 10\n");
    assert_folds("a - b - c - d\n", 7, "a - b -\n  c - d\n");
}

static void columns_are_those_of_the_terminal(void **state)
{
    (void)state;
    assert_folds("\033[32m✓\033[0m 1 Rüben\n", 9, "\033[32m✓\033[0m 1 Rüben\n");
    assert_folds("\033]8;;https://example.org/\033\\x\033]8;;\033\\ y\n", 5,
                 "\033]8;;https://example.org/\033\\x\033]8;;\033\\ y\n");
    assert_folds("日本 日本 x\n", 9, "日本 日本\n  x\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_break_at_blanks),
        cmocka_unit_test(the_indent_is_kept),
        cmocka_unit_test(a_word_is_never_broken),
        cmocka_unit_test(a_sign_keeps_its_neighbours),
        cmocka_unit_test(columns_are_those_of_the_terminal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
