/* A patch as a unified diff. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "edit/unified_diff.h"

enum { PIECES_MAX = 3 };

static void check_diff(const char *before, const struct wp_piece *pieces, size_t count,
                       const struct wp_diff_file *file, const char *expected)
{
    struct wp_str text = wp_str(before);
    struct wp_input input = wp_input_memory(&text);
    struct wp_piece copy[PIECES_MAX];
    struct wp_patch patch = {copy, count};
    struct wp_buf out = WP_BUF_INIT;
    struct wp_error error;

    for (size_t i = 0; i < count; i++)
        copy[i] = pieces[i];
    assert_int_equal(wp_unified_diff(&out, file, &input, &patch, &error), WP_OK);
    assert_string_equal(out.length > 0 ? out.data : "", expected);
    wp_buf_free(&out);
}

#define NAMES "--- a/p\n+++ b/p\n"

static void hunks_of_pieces(void **state)
{
    static const struct {
        const char *before;
        struct wp_piece pieces[PIECES_MAX];
        size_t count;
        const char *expected;
    } cases[] = {
        {"a\nb\n", {{2, 1, WP_STR("x")}}, 1, NAMES "@@ -1,2 +1,2 @@\n a\n-b\n+x\n"},
        {"a\nb\n", {{2, 1, WP_STR("b")}}, 1, ""},
        {"", {{0, 0, WP_STR("a\n")}}, 1, NAMES "@@ -0,0 +1,1 @@\n+a\n"},
        {"a\n", {{0, 2, WP_STR("")}}, 1, NAMES "@@ -1,1 +0,0 @@\n-a\n"},
        /* carriage returns are bytes of the line */
        {"a\r\nb\r\n", {{3, 1, WP_STR("x")}}, 1, NAMES "@@ -1,2 +1,2 @@\n a\r\n-b\r\n+x\r\n"},
        /* a last line without a line feed: changed, and as context */
        {"a\nb",
         {{2, 1, WP_STR("x")}},
         1,
         NAMES "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+x\n"
               "\\ No newline at end of file\n"},
        {"a\nb",
         {{0, 1, WP_STR("x")}},
         1,
         NAMES "@@ -1,2 +1,2 @@\n-a\n+x\n b\n\\ No newline at end of file\n"},
        {"a",
         {{1, 0, WP_STR("\nb\n")}},
         1,
         NAMES "@@ -1,1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n"},
        /* three lines of context */
        {"1\n2\n3\n4\n5\n6\n7\n8\n9\n",
         {{8, 1, WP_STR("x")}},
         1,
         NAMES "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n"},
        /* six lines between two changes are in one hunk, seven are not */
        {"a\n1\n2\n3\n4\n5\n6\nb\n",
         {{0, 1, WP_STR("x")}, {14, 1, WP_STR("y")}},
         2,
         NAMES "@@ -1,8 +1,8 @@\n-a\n+x\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+y\n"},
        {"a\n1\n2\n3\n4\n5\n6\n7\nb\n",
         {{0, 1, WP_STR("x\nz")}, {16, 1, WP_STR("y")}},
         2,
         NAMES "@@ -1,4 +1,5 @@\n-a\n+x\n+z\n 1\n 2\n 3\n@@ -6,4 +7,4 @@\n 5\n 6\n 7\n-b\n+y\n"},
        /* one piece with equal lines in it */
        {"a\nb\nc\nd\n",
         {{0, 8, WP_STR("b\nc\nd\ne\n")}},
         1,
         NAMES "@@ -1,4 +1,4 @@\n-a\n b\n c\n d\n+e\n"},
        /* two pieces in one line; a piece that joins two lines */
        {"abc\n",
         {{0, 1, WP_STR("x")}, {2, 1, WP_STR("y")}},
         2,
         NAMES "@@ -1,1 +1,1 @@\n-abc\n+xby\n"},
        {"a\nb\nc\n", {{1, 1, WP_STR("")}}, 1, NAMES "@@ -1,3 +1,2 @@\n-a\n-b\n+ab\n c\n"},
    };
    static const struct wp_diff_file file = {.path = "p"};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_diff(cases[i].before, cases[i].pieces, cases[i].count, &file, cases[i].expected);
}

static void names_of_files(void **state)
{
    static const struct {
        struct wp_diff_file file;
        const char *names;
    } cases[] = {
        {{.path = "/home/ada/p"}, "--- a/home/ada/p\n+++ b/home/ada/p\n"},
        {{.path = "p", .is_new = true}, "--- /dev/null\n+++ b/p\n"},
        {{.path = "p", .removed = true}, "--- a/p\n+++ /dev/null\n"},
        {{.path = "my p"}, "--- a/my p\t\n+++ b/my p\t\n"},
        {{.path = "a\n\"b\\"}, "--- \"a/a\\012\\\"b\\\\\"\n+++ \"b/a\\012\\\"b\\\\\"\n"},
    };
    static const struct wp_piece piece = {0, 1, WP_STR("x")};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_buf expected = WP_BUF_INIT;

        wp_buf_printf(&expected, "%s@@ -1,1 +1,1 @@\n-a\n+x\n", cases[i].names);
        check_diff("a\n", &piece, 1, &cases[i].file, expected.data);
        wp_buf_free(&expected);
    }
}

/* Very different texts are replaced as a whole: a search for equal lines would take quadratic
 * time. */
static void many_changed_lines(void **state)
{
    enum { LINES = 20000 };
    static const struct wp_diff_file file = {.path = "p"};
    struct wp_buf before = WP_BUF_INIT;
    struct wp_buf after = WP_BUF_INIT;
    struct wp_buf out = WP_BUF_INIT;
    struct wp_piece piece = {.offset = 0};
    struct wp_patch patch = {&piece, 1};
    struct wp_error error;

    (void)state;
    for (int i = 0; i < LINES; i++) {
        wp_buf_printf(&before, "old %d\n", i);
        wp_buf_printf(&after, "new %d\n", i);
    }
    struct wp_str text = wp_buf_str(&before);
    struct wp_input input = wp_input_memory(&text);

    piece.length = before.length;
    piece.text = wp_buf_str(&after);
    assert_int_equal(wp_unified_diff(&out, &file, &input, &patch, &error), WP_OK);
    assert_int_equal(out.length, strlen(NAMES "@@ -1,20000 +1,20000 @@\n") + before.length +
                                     after.length + (size_t)2 * LINES);
    wp_buf_free(&before);
    wp_buf_free(&after);
    wp_buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hunks_of_pieces),
        cmocka_unit_test(names_of_files),
        cmocka_unit_test(many_changed_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
