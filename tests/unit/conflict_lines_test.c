/* Two readings of a document, as one text with conflicts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "merge/conflict_lines.h"

static void different_lines_are_between_markers(void **state)
{
    static const struct {
        const char *ours;
        const char *theirs;
        const char *expected;
        size_t conflicts;
    } cases[] = {
        {"a\nb\n", "a\nb\n", "a\nb\n", 0},
        {"a\nb\nc\n", "a\nB\nc\n", "a\n<<<<<<< ours\nb\n=======\nB\n>>>>>>> theirs\nc\n", 1},
        {"a\nc\n", "a\nb\nc\n", "a\n<<<<<<< ours\n=======\nb\n>>>>>>> theirs\nc\n", 1},
        {"a\nx\nb\n", "A\nx\nB\n",
         "<<<<<<< ours\na\n=======\nA\n>>>>>>> theirs\nx\n"
         "<<<<<<< ours\nb\n=======\nB\n>>>>>>> theirs\n",
         2},
        /* a marker begins a line, even if the last line has no line break */
        {"a\nb", "a\nB", "a\n<<<<<<< ours\nb\n=======\nB\n>>>>>>> theirs\n", 1},
        {"a\r\nb\r\n", "a\r\nB\r\n", "a\r\n<<<<<<< ours\r\nb\r\n=======\r\nB\r\n>>>>>>> theirs\r\n",
         1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct wp_merge_input input = {.marker_size = WP_MERGE_MARKER_SIZE};
        struct wp_buf out = WP_BUF_INIT;

        assert_int_equal(
            wp_conflict_lines(&out, &input, wp_str(cases[i].ours), wp_str(cases[i].theirs)),
            cases[i].conflicts);
        assert_string_equal(out.data, cases[i].expected);
        wp_buf_free(&out);
    }
}

static void markers_have_the_length_and_the_labels_of_git(void **state)
{
    const struct wp_merge_input input = {.marker_size = 9,
                                         .labels = {{NULL, 0}, WP_STR("HEAD"), WP_STR("phone")}};
    struct wp_buf out = WP_BUF_INIT;

    (void)state;
    wp_conflict_lines(&out, &input, wp_str("a\n"), wp_str("b\n"));
    assert_string_equal(out.data, "<<<<<<<<< HEAD\na\n=========\nb\n>>>>>>>>> phone\n");
    wp_buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(different_lines_are_between_markers),
        cmocka_unit_test(markers_have_the_length_and_the_labels_of_git),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
