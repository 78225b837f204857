/* Text in the columns of a terminal: bars, broken lines and cut text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "render/term_text.h"

static const struct wp_text_style plain = {.width = 80};
static const struct wp_text_style ascii = {.ascii = true, .width = 80};
static const struct wp_text_style color = {.color = true, .width = 80};

static struct wp_buf out = WP_BUF_INIT;

static struct wp_term term_of(const struct wp_text_style *style)
{
    wp_buf_clear(&out);
    return (struct wp_term){.out = &out, .style = style};
}

static int free_out(void **state)
{
    (void)state;
    wp_buf_free(&out);
    return 0;
}

static void the_column_is_known(void **state)
{
    struct wp_term term = term_of(&color);

    (void)state;
    wp_term_put(&term, WP_TINT_BOLD, "○ a");
    assert_int_equal(term.column, 3);
    wp_term_put_str(&term, WP_TINT_PLAIN, wp_str("目"));
    assert_int_equal(term.column, 5);
    wp_term_move_to(&term, 7);
    wp_term_move_to(&term, 6);
    assert_int_equal(term.column, 7);
    wp_term_newline(&term);
    assert_int_equal(term.column, 0);
    assert_string_equal(out.data, "\033[1m○ a\033[0m目  \n");
}

static void colour_is_an_option(void **state)
{
    struct wp_term term = term_of(&plain);

    (void)state;
    wp_term_put(&term, WP_TINT_LATE, "late");
    wp_term_mark(&term, WP_MARK_DONE);
    wp_term_bar(&term, 500, 2);
    assert_null(strchr(out.data, '\033'));
    term = term_of(&color);
    wp_term_put(&term, WP_TINT_LATE, "");
    wp_term_put(&term, WP_TINT_PLAIN, "x");
    assert_string_equal(out.data, "x");
}

static void assert_bar(const struct wp_text_style *style, int tenths, unsigned cells,
                       const char *bar)
{
    struct wp_term term = term_of(style);

    wp_term_bar(&term, tenths, cells);
    assert_string_equal(out.data, bar);
    assert_int_equal(term.column, cells);
    assert_int_equal(wp_utf8_columns(wp_buf_str(&out)), cells);
}

static void bars(void **state)
{
    (void)state;
    assert_bar(&plain, 0, 4, "░░░░");
    assert_bar(&plain, 1, 4, "▏░░░");
    assert_bar(&plain, 333, 10, "███▍░░░░░░");
    assert_bar(&plain, 500, 4, "██░░");
    assert_bar(&plain, 999, 4, "███▉");
    assert_bar(&plain, 1000, 4, "████");
    assert_bar(&ascii, 0, 4, "....");
    assert_bar(&ascii, 1, 4, "#...");
    assert_bar(&ascii, 999, 4, "###.");
    assert_bar(&ascii, 1000, 4, "####");
}

/* A bar is empty only at 0%. With more than one cell it is full only at 100%. */
static void bars_are_full_or_empty_at_the_ends_only(void **state)
{
    (void)state;
    for (unsigned cells = 1; cells <= 20; cells++) {
        for (int tenths = 0; tenths <= 1000; tenths++) {
            struct wp_term term = term_of(&ascii);
            size_t filled = 0;

            wp_term_bar(&term, tenths, cells);
            filled = strspn(out.data, "#");
            assert_int_equal(out.length, cells);
            if (cells > 1)
                assert_int_equal(filled == cells, tenths == 1000);
            assert_int_equal(filled == 0, tenths == 0);
        }
    }
}

static void marks_take_one_column(void **state)
{
    (void)state;
    for (enum wp_mark mark = WP_MARK_OPEN; mark <= WP_MARK_DROPPED; mark++) {
        struct wp_term term = term_of(&plain);

        wp_term_mark(&term, mark);
        assert_int_equal(wp_utf8_columns(wp_buf_str(&out)), 1);
        term = term_of(&ascii);
        wp_term_mark(&term, mark);
        assert_int_equal(out.length, 1);
        assert_int_equal(term.column, 1);
    }
}

static void assert_clean(const struct wp_text_style *style, const char *text, const char *clean)
{
    struct wp_term term = term_of(style);

    wp_term_clean(&term, &out, wp_str(text));
    assert_string_equal(out.data, clean);
}

static void texts_are_made_harmless(void **state)
{
    (void)state;
    assert_clean(&plain, "a\033[1m\nb", "a\xEF\xBF\xBD[1m b");
    assert_clean(&plain, "目标", "目标");
    assert_clean(&ascii, "a 目e\xCC\x81 \xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7!", "a ?? ?!");
}

static void assert_breaks(const char *text, size_t columns, const char *lines)
{
    struct wp_str rest = wp_str(text);

    wp_buf_clear(&out);
    while (rest.length > 0) {
        struct wp_str line = wp_term_break(&rest, columns);

        wp_buf_append(&out, line);
        wp_buf_putc(&out, '|');
    }
    assert_string_equal(out.data, lines);
}

static void lines_are_broken_at_blanks(void **state)
{
    (void)state;
    assert_breaks("one two three", 13, "one two three|");
    assert_breaks("one two three", 12, "one two|three|");
    assert_breaks("one two three", 7, "one two|three|");
    assert_breaks("one two three", 6, "one|two|three|");
    assert_breaks("one  two", 4, "one|two|");
    assert_breaks("abcdefgh", 3, "abc|def|gh|");
    assert_breaks("目标目标", 5, "目标|目标|");
    assert_breaks("目", 1, "目|"); /* a line has at least one grapheme */
    assert_breaks("a bcdefgh", 4, "a|bcde|fgh|");
}

/* Breaking a text into lines removes only blanks. */
static void breaking_keeps_every_word(void **state)
{
    static const char text[] = "a bb  ccc 目标目 dddddddddd e\xCC\x81 \xF0\x9F\x91\xA9\xE2\x80\x8D"
                               "\xF0\x9F\x91\xA7 x";

    (void)state;
    for (size_t columns = 1; columns < 30; columns++) {
        struct wp_str rest = wp_str(text);
        size_t letters = 0;

        while (rest.length > 0) {
            struct wp_str line = wp_term_break(&rest, columns);

            assert_true(wp_utf8_columns(line) <= (columns < 2 ? 2 : columns));
            for (size_t i = 0; i < line.length; i++)
                letters += line.data[i] != ' ';
        }
        assert_int_equal(letters, 1 + 2 + 3 + 9 + 10 + 3 + 11 + 1);
    }
}

/* A text that is cut is at most as wide as the limit, including the dots at its end. A text that
 * fits is not changed. */
static void a_cut_text_fits(void **state)
{
    static const char *const texts[] = {"plain text of a kind", "目目目目目目目目",
                                        "a\x1b[31mb\x07 c d e f g",
                                        "ends with a blank   before this"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        for (size_t columns = 3; columns < 60; columns++) {
            struct wp_text_style style = {.ascii = columns % 2 == 0, .width = 80};
            struct wp_term term = {.out = &out, .style = &style};
            struct wp_buf clean = WP_BUF_INIT;

            wp_buf_clear(&out);
            wp_term_clean(&term, &clean, wp_str(texts[i]));
            wp_term_cut(&term, &out, wp_str(texts[i]), columns);
            assert_true(wp_utf8_columns(wp_buf_str(&out)) <= columns);
            if (wp_utf8_columns(wp_buf_str(&clean)) <= columns)
                assert_string_equal(out.data, clean.data);
            wp_buf_free(&clean);
        }
    }
}

/* The target of a hyperlink has no byte that would end the escape sequence, whatever the text of
 * the plan is. */
static void links_are_sequences(void **state)
{
    static const struct wp_text_style links = {.width = 80, .links = true};
    static const struct {
        const char *link;
        const char *sequences;
    } cases[] = {
        {"https://example.org/a?b=c&d#e",
         "\033]8;;https://example.org/a?b=c&d#e\033\\x\033]8;;\033\\"},
        {"HTTP://example.org", "\033]8;;HTTP://example.org\033\\x\033]8;;\033\\"},
        {"mailto:ada@example.org", "\033]8;;mailto:ada@example.org\033\\x\033]8;;\033\\"},
        {"http://é.org/a b", "\033]8;;http://%C3%A9.org/a%20b\033\\x\033]8;;\033\\"},
        {"http://a\033\\\033[31mb\x07\x9c\xc2\x9c\nc",
         "\033]8;;http://a%EF%BF%BD\\%EF%BF%BD[31mb%EF%BF%BD%EF%BF%BD%EF%BF%BD%20c\033\\x"
         "\033]8;;\033\\"},
        {"javascript:alert(1)", "x"},
        {"file:///etc/passwd", "x"},
        {"example.org", "x"},
        {"", "x"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_term term = term_of(&links);

        wp_term_begin_link(&term, wp_str(cases[i].link));
        wp_term_put_str(&term, WP_TINT_PLAIN, wp_str("x"));
        wp_term_end_link(&term);
        assert_string_equal(out.data, cases[i].sequences);
        assert_int_equal(term.column, 1);
        wp_term_put(&term, WP_TINT_PLAIN, "y");
        assert_int_equal(out.data[out.length - 1], 'y');
    }
}

static void some_links_are_plain_text(void **state)
{
    static const struct wp_text_style links = {.width = 80, .links = true};
    static char long_link[3000] = "http://example.org/";
    struct wp_term term = term_of(&plain);

    (void)state;
    wp_term_begin_link(&term, wp_str("http://example.org"));
    wp_term_put(&term, WP_TINT_PLAIN, "x");
    wp_term_end_link(&term);
    assert_string_equal(out.data, "x");

    memset(long_link + strlen(long_link), 'x', sizeof long_link - strlen(long_link) - 1);
    term = term_of(&links);
    wp_term_begin_link(&term, wp_str(long_link));
    wp_term_put(&term, WP_TINT_PLAIN, "x");
    wp_term_end_link(&term);
    assert_string_equal(out.data, "x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_column_is_known),
        cmocka_unit_test(colour_is_an_option),
        cmocka_unit_test(bars),
        cmocka_unit_test(bars_are_full_or_empty_at_the_ends_only),
        cmocka_unit_test(marks_take_one_column),
        cmocka_unit_test(texts_are_made_harmless),
        cmocka_unit_test(lines_are_broken_at_blanks),
        cmocka_unit_test(breaking_keeps_every_word),
        cmocka_unit_test(a_cut_text_fits),
        cmocka_unit_test(links_are_sequences),
        cmocka_unit_test(some_links_are_plain_text),
    };
    return cmocka_run_group_tests(tests, NULL, free_out);
}
