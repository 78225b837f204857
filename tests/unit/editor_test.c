/* Which editors can open a file at a line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cmd/editor.h"

static void test_lines_of_editors(void **state)
{
    static const struct {
        const char *editor;
        enum wp_editor_line line;
    } cases[] = {
        {"vi", WP_EDITOR_PLUS_LINE},
        {"/usr/bin/nvim -n", WP_EDITOR_PLUS_LINE},
        {"emacs -nw", WP_EDITOR_PLUS_LINE},
        {"code --wait", WP_EDITOR_FILE_AND_LINE},
        {"/opt/code", WP_EDITOR_FILE_AND_LINE},
        {"", WP_EDITOR_NO_LINE},
        {"subl -w", WP_EDITOR_NO_LINE},
        {"env vi", WP_EDITOR_NO_LINE},
        {"vi;", WP_EDITOR_NO_LINE},
        {"'vi'", WP_EDITOR_NO_LINE},
        {"vi/", WP_EDITOR_NO_LINE},
        {"VIM=a vi", WP_EDITOR_NO_LINE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(wp_editor_line_option(cases[i].editor), cases[i].line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_of_editors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
