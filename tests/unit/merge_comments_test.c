/* Comments of three versions, merged line by line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "merge/merge_comments.h"

static void comments_are_neither_lost_nor_doubled(void **state)
{
    static const struct {
        const char *base;
        const char *ours;
        const char *theirs;
        const char *expected[WP_READINGS];
    } cases[] = {
        {"", "", "", {"", ""}},
        {"# a\n", "# a\n", "# b\n", {"# b\n", "# b\n"}},
        {"# a\n", "# b\n", "# a\n", {"# b\n", "# b\n"}},
        {"# a\n", "# b\n", "# b\n", {"# b\n", "# b\n"}},
        {"# a\n", "", "# a\n", {"", ""}},
        /* both add a comment at the same place */
        {"", "# o\n", "# t\n", {"# o\n# t\n", "# o\n# t\n"}},
        {"# a\n", "# a\n# o\n", "# t\n# a\n", {"# t\n# a\n# o\n", "# t\n# a\n# o\n"}},
        {"# a\n", "# a\n# o\n", "# a\n# t\n", {"# a\n# o\n# t\n", "# a\n# o\n# t\n"}},
        /* one adds a comment, the other one removes another */
        {"# a\n# b\n# c\n",
         "# a\n# b\n# c\n# o\n",
         "# b\n# c\n",
         {"# b\n# c\n# o\n", "# b\n# c\n# o\n"}},
        {"# a\n\n# b\n", "\n# b\n", "# a\n\n", {"\n", "\n"}},
        /* both change a comment */
        {"# a\n", "# o\n", "# t\n", {"# o\n", "# t\n"}},
        {"# a\n# b\n", "# o\n# b\n", "# t\n# b\n", {"# o\n# b\n", "# t\n# b\n"}},
        /* both change blank lines, which is no conflict */
        {"# a\n\n", "# a\n", "# a\n \n", {"# a\n", "# a\n"}},
        /* the last line of a file */
        {"# a", "# a\r\n# o", "# t\r\n# a", {"# t\r\n# a\r\n# o", "# t\r\n# a\r\n# o"}},
        {"# a", "# a\n# o", "# t\n# a", {"# t\n# a\n# o", "# t\n# a\n# o"}},
    };
    struct wp_arena *arena = wp_arena_new(0);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (int reading = 0; reading < WP_READINGS; reading++) {
            const struct wp_str versions[] = {wp_str(cases[i].base), wp_str(cases[i].ours),
                                              wp_str(cases[i].theirs)};
            struct wp_str merged = wp_merge_comments(versions, (enum wp_reading)reading, arena);

            if (!wp_str_equal_c(merged, cases[i].expected[reading]))
                fail_msg("row %zu, reading %d: '%.*s'", i, reading, (int)merged.length,
                         merged.data);
        }
    wp_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comments_are_neither_lost_nor_doubled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
