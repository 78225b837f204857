/* The text of a document: lines, columns, excerpts, and valid characters. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "yaml/document_text.h"
#include <weekplan/buf.h>

static struct wp_error list[4];

static struct wp_problems room_for(size_t limit)
{
    return (struct wp_problems){.list = list, .limit = limit};
}

static struct wp_document text_of(const char *bytes)
{
    return (struct wp_document){.bytes = wp_str(bytes), .first_line = 1};
}

static void assert_unreadable(struct wp_str bytes, const char *message, uint64_t line,
                              uint64_t column)
{
    struct wp_document text = {.bytes = bytes, .first_line = 1};
    struct wp_problems problems = room_for(4);

    assert_false(wp_document_check(&text, &problems));
    assert_int_equal(problems.count, 1);
    assert_int_equal(problems.errors, 1);
    assert_non_null(strstr(list[0].message, message));
    assert_int_equal(list[0].line, line);
    assert_int_equal(list[0].column, column);
}

static void assert_readable(const char *bytes, bool ascii)
{
    struct wp_document text = text_of(bytes);
    struct wp_problems problems = room_for(4);

    assert_true(wp_document_check(&text, &problems));
    assert_int_equal(problems.errors, 0);
    assert_int_equal(text.ascii, ascii);
}

/* Check each pair of bytes, because the check for invalid characters reads eight bytes at a
 * time. */
static void each_byte_beside_any_other(void **state)
{
    char bytes[24];
    struct wp_document text = {.bytes = {bytes, sizeof bytes}, .first_line = 1};

    (void)state;
    for (int byte = 0; byte <= UCHAR_MAX; byte++) {
        bool readable =
            (byte >= ' ' && byte < 0x7F) || (byte >= '\t' && byte <= '\n') || byte == '\r';

        for (size_t at = 0; at < sizeof bytes; at++) {
            struct wp_problems problems = room_for(1);

            memset(bytes, at % 2 == 0 ? ' ' : '~', sizeof bytes);
            bytes[(at + 3) % sizeof bytes] = '\n';
            bytes[at] = (char)byte;
            assert_int_equal(wp_document_check(&text, &problems), readable);
        }
    }
}

static void what_yaml_can_hold_is_text(void **state)
{
    (void)state;
    assert_readable("", true);
    assert_readable("a\tb\r\n ~\n", true);
    assert_readable("\xC2\x85 \xC2\xA0 \xED\x9F\xBF \xEE\x80\x80 \xEF\xBF\xBD", false);
    assert_readable("\xF0\x90\x80\x80 \xF4\x8F\xBF\xBF", false);
    assert_readable("\xEF\xBB\xBF"
                    "a",
                    false);
}

static void what_is_no_text_is_refused_at_its_place(void **state)
{
    static const struct {
        struct wp_str bytes;
        const char *message;
        uint64_t line;
        uint64_t column;
    } cases[] = {
        {WP_STR("a\0"), "NUL byte", 1, 2},
        {WP_STR("a\n\xC3\xA9 \x1B"), "U+001B", 2, 3},
        {WP_STR("a\x7F"), "U+007F", 1, 2},
        {WP_STR("\xC2\x80"), "U+0080", 1, 1},
        {WP_STR("\xC2\x9F"), "U+009F", 1, 1},
        {WP_STR("\xEF\xBF\xBE"), "U+FFFE", 1, 1},
        {WP_STR("a\r\nb\rc\n\xFF"), "0xFF is not UTF-8", 4, 1},
        {WP_STR("\xC0\xAF"), "0xC0 is not UTF-8", 1, 1},
        {WP_STR("\xED\xA0\x80"), "0xED is not UTF-8", 1, 1},
        {WP_STR("\xF4\x90\x80\x80"), "0xF4 is not UTF-8", 1, 1},
        {WP_STR("\xE2\x82"), "0xE2 is not UTF-8", 1, 1},
        {WP_STR("ab\xEF\xBB\xBF"), "byte order mark", 1, 3},
        {WP_STR("\xEF\xBB\xBF\xEF\xBB\xBF"), "byte order mark", 1, 1},
        {WP_STR("\xFF\xFE"
                "a\0"),
         "UTF-16", 1, 1},
        {WP_STR("\xFE\xFF\0a"), "UTF-16", 1, 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_unreadable(cases[i].bytes, cases[i].message, cases[i].line, cases[i].column);
}

static bool is_bare(const char *bytes)
{
    struct wp_document text = text_of(bytes);
    struct wp_problems problems = room_for(4);

    assert_true(wp_document_check(&text, &problems));
    return wp_document_is_empty(&text);
}

static void a_bare_text_holds_no_week(void **state)
{
    static const char *const bare[] = {"",        "---", "---\n",         "--- # c\n",
                                       "\n \r\n", "# c", "  # week: 1\r", "---\n#\n\n  #",
                                       "--- \n"};
    static const char *const other[] = {
        "a",   "---#c", "----", "---\n---\n",       "--- a", "#c\na", "#c\ra: b",
        "...", "%a",    "\t\n", "# \xC2\x85\x61: b"};

    (void)state;
    for (size_t i = 0; i < sizeof bare / sizeof bare[0]; i++)
        if (!is_bare(bare[i]))
            fail_msg("<<%s>> is bare", bare[i]);
    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++)
        if (is_bare(other[i]))
            fail_msg("<<%s>> is not bare", other[i]);
}

static void assert_line(const char *bytes, size_t offset, size_t begin, size_t length,
                        uint64_t number)
{
    struct wp_document text = text_of(bytes);
    struct wp_line line = wp_document_line(&text, offset);

    assert_int_equal(line.offset, begin);
    assert_int_equal(line.length, length);
    assert_int_equal(wp_document_line_number(&text, offset), number);
}

static void lines_end_at_lf_crlf_and_cr(void **state)
{
    static const char bytes[] = "ab\nc\r\n\re";

    (void)state;
    assert_line(bytes, 0, 0, 2, 1);
    assert_line(bytes, 2, 0, 2, 1);
    assert_line(bytes, 3, 3, 1, 2);
    assert_line(bytes, 4, 3, 1, 2);
    assert_line(bytes, 5, 3, 1, 2); /* the LF of a CRLF */
    assert_line(bytes, 6, 6, 0, 3);
    assert_line(bytes, 7, 7, 1, 4);
    assert_line(bytes, 8, 7, 1, 4);
    assert_line(bytes, 99, 7, 1, 4);
    assert_line("", 0, 0, 0, 1);
    assert_line("a\n", 2, 2, 0, 2);
    assert_line("\n\n", 1, 1, 0, 2);
}

static void lines_are_counted_from_the_first(void **state)
{
    struct wp_document text = {.bytes = wp_str("a\nb"), .first_line = 40};

    (void)state;
    assert_int_equal(wp_document_line_number(&text, 0), 40);
    assert_int_equal(wp_document_line_number(&text, 2), 41);
}

static const struct wp_error *problem_at(const char *bytes, size_t offset, size_t length)
{
    struct wp_document text = text_of(bytes);
    struct wp_problems problems = room_for(1);

    wp_document_error(&text, &problems, wp_span(offset, length), "%s", "no");
    return &list[0];
}

static void columns_are_characters(void **state)
{
    (void)state;
    assert_int_equal(problem_at("a: b", 3, 1)->column, 4);
    assert_int_equal(problem_at("\xC3\xA9: \xE7\x9B\xAE x", 8, 1)->column, 6);
    assert_int_equal(problem_at("\xEF\xBB\xBF"
                                "a",
                                3, 1)
                         ->column,
                     1);
    assert_int_equal(problem_at("\xEF\xBB\xBF"
                                "ab",
                                4, 1)
                         ->column,
                     2);
    assert_int_equal(problem_at("ab\n", 3, 0)->line, 2);
    assert_int_equal(problem_at("ab\n", 3, 0)->column, 1);
    assert_int_equal(problem_at("ab", 9, 1)->column, 3);
}

static void an_excerpt_is_the_line(void **state)
{
    const struct wp_error *error = problem_at("a\nbc de\nf", 5, 40);

    (void)state;
    assert_int_equal(error->excerpt_length, 5);
    assert_memory_equal(error->excerpt, "bc de", 5);
    assert_int_equal(error->caret, 3);
    assert_int_equal(error->caret_length, 2);
    assert_false(error->cut_left);
    assert_false(error->cut_right);
}

/* Report a problem at each character of a long line of two-byte characters. */
static void a_long_line_is_cut_between_characters(void **state)
{
    static char bytes[2 * 900 + 1];

    (void)state;
    for (size_t i = 0; i + 2 < sizeof bytes; i += 2)
        memcpy(bytes + i, "\xC3\xA9", 2);
    for (size_t offset = 0; offset <= 1800; offset += 2) {
        const struct wp_error *error = problem_at(bytes, offset, 2);

        assert_true(error->excerpt_length <= WP_EXCERPT_SIZE);
        assert_int_equal(error->excerpt_length % 2, 0);
        assert_int_equal(error->caret % 2, 0);
        assert_int_equal(error->caret_length, offset < 1800 ? 2 : 0);
        assert_true(error->caret + error->caret_length <= error->excerpt_length);
        assert_int_equal((unsigned char)error->excerpt[0], 0xC3);
        assert_int_equal(error->cut_left, offset > 100);
        assert_int_equal(error->cut_right, offset - error->caret + error->excerpt_length < 1800);
    }
}

static void a_full_list_counts_on(void **state)
{
    struct wp_document text = text_of("a");
    struct wp_problems problems = room_for(1);
    struct wp_span span = {0, 1};

    (void)state;
    assert_false(wp_problems_full(&problems));
    wp_document_error(&text, &problems, span, "first");
    assert_true(wp_problems_full(&problems));
    wp_document_error(&text, &problems, span, "second");
    wp_document_warning(&text, &problems, span, "third");
    assert_int_equal(problems.count, 1);
    assert_int_equal(problems.errors, 2);
    assert_int_equal(problems.warnings, 1);
    assert_string_equal(list[0].message, "first");
    assert_int_equal(list[0].status, WP_INVALID);
}

static void an_error_takes_the_place_of_a_warning(void **state)
{
    struct wp_document text = text_of("a");
    struct wp_problems problems = room_for(1);
    struct wp_span span = {0, 1};

    (void)state;
    wp_document_warning(&text, &problems, span, "first");
    assert_true(list[0].warning);
    assert_false(wp_problems_full(&problems));
    wp_document_error(&text, &problems, span, "second");
    assert_true(wp_problems_full(&problems));
    assert_int_equal(problems.count, 1);
    assert_int_equal(problems.errors, 1);
    assert_int_equal(problems.warnings, 1);
    assert_string_equal(list[0].message, "second");
    assert_false(list[0].warning);
}

static void problems_are_put_into_the_order_of_the_file(void **state)
{
    static const size_t offsets[] = {3, 2, 0, 2};
    struct wp_document text = text_of("a\nbcd");
    struct wp_problems problems = room_for(4);

    (void)state;
    for (size_t i = 0; i < 4; i++)
        wp_document_error(&text, &problems, wp_span(offsets[i], 1), "%zu", i);
    wp_problems_sort(&problems, 1);
    assert_string_equal(list[0].message, "0");
    assert_string_equal(list[1].message, "2");
    assert_string_equal(list[2].message, "1");
    assert_string_equal(list[3].message, "3");
    wp_problems_sort(&problems, 0);
    assert_string_equal(list[0].message, "2");
    assert_string_equal(list[3].message, "0");
}

/* Find the offset of each character, with a cursor that is at each other character. */
static void a_character_is_found_from_anywhere(void **state)
{
    static const size_t starts[] = {0, 1, 3, 6, 10, 11};
    struct wp_document text = text_of("a\xC3\xA9\xE7\x9B\xAE\xF0\x9F\x8E\xAF"
                                      "b");

    (void)state;
    for (size_t from = 0; from < 6; from++) {
        for (size_t to = 0; to < 6; to++) {
            struct wp_cursor cursor = {.character = from, .offset = starts[from]};

            assert_int_equal(wp_document_offset(&text, &cursor, to), starts[to]);
            assert_int_equal(cursor.character, to);
        }
    }
    text.ascii = true;
    assert_int_equal(wp_document_offset(&text, &(struct wp_cursor){.offset = 0}, 4), 4);
    assert_int_equal(wp_document_offset(&text, &(struct wp_cursor){.offset = 0}, 40), 11);
}

/* A cursor that moves forward and back in a text of long and short lines. */
static void a_cursor_remembers_what_it_has_seen(void **state)
{
    static const char piece[] = "plain text \xC3\xA9 and more of it\xE7\x9B\xAE\xE7\x9B\xAE.";
    enum { PIECES = 20, CHARACTERS_MAX = PIECES * sizeof piece };
    size_t offsets[CHARACTERS_MAX];
    struct wp_buf bytes = WP_BUF_INIT;
    struct wp_cursor cursor = {.offset = 0};
    struct wp_document text;
    size_t count = 0;
    uint64_t drawn = 1;

    (void)state;
    for (size_t i = 0; i < PIECES; i++)
        wp_buf_puts(&bytes, piece);
    text = text_of(bytes.data);
    for (size_t at = 0; at < bytes.length; at++)
        if (((unsigned char)bytes.data[at] & 0xC0) != 0x80)
            offsets[count++] = at;
    for (size_t i = 0; i < 100000; i++) {
        size_t character;

        drawn = drawn * 6364136223846793005U + 1442695040888963407U;
        character = (size_t)(drawn >> 33) % count;
        assert_int_equal(wp_document_offset(&text, &cursor, character), offsets[character]);
    }
    wp_buf_free(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_byte_beside_any_other),
        cmocka_unit_test(what_yaml_can_hold_is_text),
        cmocka_unit_test(what_is_no_text_is_refused_at_its_place),
        cmocka_unit_test(a_bare_text_holds_no_week),
        cmocka_unit_test(lines_end_at_lf_crlf_and_cr),
        cmocka_unit_test(lines_are_counted_from_the_first),
        cmocka_unit_test(columns_are_characters),
        cmocka_unit_test(an_excerpt_is_the_line),
        cmocka_unit_test(a_long_line_is_cut_between_characters),
        cmocka_unit_test(a_full_list_counts_on),
        cmocka_unit_test(an_error_takes_the_place_of_a_warning),
        cmocka_unit_test(problems_are_put_into_the_order_of_the_file),
        cmocka_unit_test(a_character_is_found_from_anywhere),
        cmocka_unit_test(a_cursor_remembers_what_it_has_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
