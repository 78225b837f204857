/* The difference of two texts, in whole lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "edit/line_diff.h"
#include <weekplan/buf.h>

static void whole_lines_that_differ(void **state)
{
    static const struct {
        const char *before;
        const char *after;
        size_t offset; /* expected replacement */
        size_t length;
        const char *text;
    } cases[] = {
        {"", "", 0, 0, ""},
        {"a\nb\n", "a\nb\n", 4, 0, ""},
        {"a\nb", "a\nb", 3, 0, ""},
        {"", "a\n", 0, 0, "a\n"},
        {"a\n", "", 0, 2, ""},
        {"a\nb\nc\n", "a\nx\nc\n", 2, 2, "x\n"},
        {"a\nbcd\ne\n", "a\nbxd\ne\n", 2, 4, "bxd\n"}, /* the whole line is replaced */
        {"a\nc\n", "a\nb\nc\n", 2, 0, "b\n"},
        {"a\nb\nc\n", "a\nc\n", 2, 2, ""},
        {"a\nb\nc\nd\ne\n", "a\nB\nc\nD\ne\n", 2, 6, "B\nc\nD\n"},
        {"a\n", "a\na\n", 2, 0, "a\n"}, /* a line that is appended twice is inserted at the end */
        {"a\na\n", "a\n", 2, 2, ""},
        {"a\nb", "a\nb\n", 2, 1, "b\n"}, /* the last line had no line break */
        {"a\nb\n", "a\nb", 2, 2, "b"},
        {"a\nb", "a\nb\nb", 2, 0, "b\n"},
        {"xa\n", "a\n", 0, 3, "a\n"},
        {"a", "b", 0, 1, "b"},
        {"a\r\nb\r\n", "a\r\nc\r\n", 3, 3, "c\r\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_piece piece = wp_line_diff(wp_str(cases[i].before), wp_str(cases[i].after));

        if (piece.offset != cases[i].offset || piece.length != cases[i].length ||
            !wp_str_equal_c(piece.text, cases[i].text))
            fail_msg("row %zu: %u bytes at %u become '%.*s'", i, (unsigned)piece.length,
                     (unsigned)piece.offset, (int)piece.text.length, piece.text.data);
    }
}

/* Append the pieces as text: "2-4:x|y|;" is the replacement of the bytes 2 to 4, `|` a line feed.
 */
static void put_pieces(struct wp_buf *out, const struct wp_patch *patch)
{
    for (size_t i = 0; i < patch->count; i++) {
        const struct wp_piece *piece = &patch->pieces[i];

        wp_buf_printf(out, "%u-%u:", (unsigned)piece->offset,
                      (unsigned)(piece->offset + piece->length));
        for (size_t j = 0; j < piece->text.length; j++)
            wp_buf_putc(out, piece->text.data[j] == '\n' ? '|' : piece->text.data[j]);
        wp_buf_putc(out, ';');
    }
}

static void several_pieces(void **state)
{
    static const struct {
        const char *before;
        const char *after;
        const char *pieces;
    } cases[] = {
        {"", "", ""},
        {"a\nb\n", "a\nb\n", ""},
        {"", "a\n", "0-0:a|;"},
        {"a\n", "", "0-2:;"},
        {"a\nb\nc\nd\ne\n", "a\nB\nc\nD\ne\n", "2-4:B|;6-8:D|;"},
        {"a\nb\nc\n", "x\na\nc\ny\n", "0-0:x|;2-4:;6-6:y|;"},
        {"a\nb", "a\nb\nc\n", "2-3:b|c|;"},
        {"a\n", "b\n", "0-2:b|;"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_arena *arena = wp_arena_new(0);
        struct wp_buf pieces = WP_BUF_INIT;
        struct wp_patch patch;

        wp_line_diff_pieces(&patch, arena, wp_str(cases[i].before), wp_str(cases[i].after));
        put_pieces(&pieces, &patch);
        if (!wp_str_equal_c(wp_buf_str(&pieces), cases[i].pieces))
            fail_msg("row %zu: '%s'", i, pieces.data);
        wp_buf_free(&pieces);
        wp_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_lines_that_differ),
        cmocka_unit_test(several_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
