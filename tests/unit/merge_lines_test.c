/* Three versions of a text, line by line. A line is a word here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "merge/merge_lines.h"

/* Append the words of the text as lines. A '-' is an empty line. */
static void put_words_as_lines(struct wp_buf *buf, const char *words)
{
    for (; *words != '\0'; words++)
        if (*words != '-')
            wp_buf_putc(buf, (char)(*words == ' ' ? '\n' : *words));
}

static void assert_reading(struct wp_str reading, const char *words)
{
    struct wp_buf expected = WP_BUF_INIT;

    wp_buf_puts(&expected, "");
    put_words_as_lines(&expected, words);
    if (!wp_str_equal(reading, wp_buf_str(&expected)))
        fail_msg("'%.*s' instead of '%s'", (int)reading.length, reading.data, words);
    wp_buf_free(&expected);
}

/* Check a merge. The readings differ if `other` is not NULL. */
static void check_lines(const char *const words[WP_VERSIONS], enum wp_lines_united united,
                        const char *reading, const char *other)
{
    struct wp_arena *arena = wp_arena_new(1024);
    struct wp_buf texts[WP_VERSIONS] = {WP_BUF_INIT, WP_BUF_INIT, WP_BUF_INIT};
    struct wp_merged_lines merged;

    for (size_t i = 0; i < WP_VERSIONS; i++)
        put_words_as_lines(&texts[i], words[i]);
    merged = wp_merge_lines((const struct wp_str[]){wp_buf_str(&texts[0]), wp_buf_str(&texts[1]),
                                                    wp_buf_str(&texts[2])},
                            united, arena);
    assert_int_equal(merged.conflict, other != NULL);
    assert_reading(merged.readings[WP_READING_OURS], reading);
    assert_reading(merged.readings[WP_READING_THEIRS], other != NULL ? other : reading);
    for (size_t i = 0; i < WP_VERSIONS; i++)
        wp_buf_free(&texts[i]);
    wp_arena_free(arena);
}

static void assert_lines(const char *base, const char *ours, const char *theirs,
                         const char *reading, const char *other)
{
    check_lines((const char *const[]){base, ours, theirs}, WP_LINES_UNITED_NONE, reading, other);
}

static void changes_apart_are_joined(void **state)
{
    (void)state;
    assert_lines("a b c", "A b c", "a b C", "A b C", NULL);
    assert_lines("a b c", "b c", "a b c d", "b c d", NULL);
    assert_lines("a b c", "x a b c", "a b y c", "x a b y c", NULL);
    assert_lines("a b c", "a b c", "a b", "a b", NULL);
    assert_lines("a b c", "", "a b c", "", NULL);
    assert_lines("a - b c", "a - b C", "A - b c", "A - b C", NULL);
}

static void the_same_change_is_made_once(void **state)
{
    (void)state;
    assert_lines("a b c", "a x c", "a x c", "a x c", NULL);
    assert_lines("a b c", "a x c d", "a x c", "a x c d", NULL);
    assert_lines("a b", "a", "a", "a", NULL);
    assert_lines("a", "a b", "a b", "a b", NULL);
}

static void changes_that_touch_are_a_conflict(void **state)
{
    (void)state;
    assert_lines("a b c", "a x c", "a y c", "a x c", "a y c");
    /* Without a base, which lines they have in common depends on the order of the two. */
    assert_lines("", "a - b", "c - d a e", "a - b", "c - d a e");
    assert_lines("", "c - d a e", "a - b", "c - d a e", "a - b");
    assert_lines("", "a", "a b", "a b", NULL);
    assert_lines("a b c d", "a B c d", "a b C d", "a B c d", "a b C d");
    assert_lines("a b", "a b x", "a b y", "a b x", "a b y");
    assert_lines("a b c", "A b x", "a b y", "A b x", "A b y");
    assert_lines("a b", "", "a x", "", "a x");
    assert_lines("a b", "a", "a x", "a", "a x");
}

/* Without a base text, common lines are the base. */
static void two_new_texts(void **state)
{
    (void)state;
    assert_lines("", "a b", "a", "a b", NULL);
    assert_lines("", "a b c", "x a b", "x a b c", NULL);
    assert_lines("", "a", "b", "a", "b");
    assert_lines("", "a", "", "a", NULL);
    assert_lines("", "", "", "", NULL);
}

static void lines_are_united(void **state)
{
    (void)state;
    check_lines((const char *const[]){"", "a b", "a c"}, WP_LINES_UNITED_ALL, "a b c", NULL);
    check_lines((const char *const[]){"", "a", "b"}, WP_LINES_UNITED_ALL, "a b", NULL);
    check_lines((const char *const[]){"", "a b c", "c d"}, WP_LINES_UNITED_ALL, "a b c d", NULL);
    check_lines((const char *const[]){"a", "a b", "a c"}, WP_LINES_UNITED_ADDED, "a b c", NULL);
    check_lines((const char *const[]){"a b", "a x", "a y"}, WP_LINES_UNITED_ADDED, "a x", "a y");
}

/* A search for common lines ends after some number of edits; then nothing is common but the ends.
 */
static void long_texts(void **state)
{
    struct wp_arena *arena = wp_arena_new(1024);
    struct wp_buf texts[WP_VERSIONS] = {WP_BUF_INIT, WP_BUF_INIT, WP_BUF_INIT};
    struct wp_merged_lines merged;

    (void)state;
    for (unsigned i = 0; i < 3000; i++) {
        wp_buf_printf(&texts[WP_BASE], "%u\n", i);
        wp_buf_printf(&texts[WP_OURS], "%u\n", i % 2 == 0 ? i : i + 10000);
        wp_buf_printf(&texts[WP_THEIRS], "%u\n", i == 1500 ? 1 : i);
    }
    merged = wp_merge_lines((const struct wp_str[]){wp_buf_str(&texts[0]), wp_buf_str(&texts[1]),
                                                    wp_buf_str(&texts[2])},
                            WP_LINES_UNITED_NONE, arena);
    assert_true(merged.conflict);
    assert_int_equal(merged.readings[WP_READING_OURS].length + 1, texts[WP_OURS].length);
    for (size_t i = 0; i < WP_VERSIONS; i++)
        wp_buf_free(&texts[i]);
    wp_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_apart_are_joined),
        cmocka_unit_test(the_same_change_is_made_once),
        cmocka_unit_test(changes_that_touch_are_a_conflict),
        cmocka_unit_test(two_new_texts),
        cmocka_unit_test(lines_are_united),
        cmocka_unit_test(long_texts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
