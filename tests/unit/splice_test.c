/* Replacements in a text, added in any order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "edit/splice.h"

static struct wp_splices begin(void)
{
    struct wp_splices splices = {.arena = wp_arena_new(256)};

    assert_non_null(splices.arena);
    return splices;
}

static void put(struct wp_splices *splices, size_t offset, size_t length, const char *text)
{
    wp_splice(splices, wp_span(offset, length), wp_str(text));
}

/* Apply the replacements to "0123456789" and assert the result. */
static void assert_applied(struct wp_splices *splices, const char *expected)
{
    struct wp_buf out = WP_BUF_INIT;

    wp_splices_apply(splices, wp_str("0123456789"), &out);
    assert_false(splices->overlap);
    assert_string_equal(out.data, expected);
    wp_buf_free(&out);
    wp_arena_free(splices->arena);
    wp_splices_free(splices);
}

static void test_any_order(void **state)
{
    struct wp_splices splices = begin();

    (void)state;
    put(&splices, 8, 2, "");
    put(&splices, 0, 0, "<");
    put(&splices, 4, 3, "four to six");
    put(&splices, 2, 1, "two");
    assert_applied(&splices, "<01two3four to six7");
}

static void test_nothing_for_nothing_is_left_out(void **state)
{
    struct wp_splices splices = begin();

    (void)state;
    put(&splices, 10, 0, "");
    put(&splices, 3, 0, "");
    assert_int_equal(splices.count, 0);
    assert_applied(&splices, "0123456789");
}

static void test_same_place_keeps_the_order(void **state)
{
    struct wp_splices splices = begin();

    (void)state;
    put(&splices, 10, 0, "a");
    put(&splices, 5, 0, "(");
    put(&splices, 10, 0, "b");
    put(&splices, 5, 1, "five");
    put(&splices, 10, 0, "c");
    put(&splices, 5, 0, "[");
    assert_applied(&splices, "01234([five6789abc");
}

static void test_neighbours_do_not_clash(void **state)
{
    struct wp_splices splices = begin();

    (void)state;
    put(&splices, 4, 2, "x");
    put(&splices, 2, 2, "y");
    put(&splices, 6, 0, "z");
    assert_applied(&splices, "01yxz6789");
}

static void test_texts_are_copied(void **state)
{
    struct wp_splices splices = begin();
    char text[] = "new";

    (void)state;
    put(&splices, 0, 10, text);
    text[0] = 'N';
    assert_applied(&splices, "new");
}

static void assert_clash(size_t offset, size_t length)
{
    struct wp_splices splices = begin();

    put(&splices, 3, 4, "x");
    put(&splices, offset, length, "y");
    wp_splices_sort(&splices);
    assert_true(splices.overlap);
    wp_arena_free(splices.arena);
    wp_splices_free(&splices);
}

static void test_overlaps_clash(void **state)
{
    (void)state;
    assert_clash(2, 2);
    assert_clash(6, 2);
    assert_clash(4, 0);
    assert_clash(4, 1);
    assert_clash(0, 10);
}

/* Replacements are sorted too if they are added after others were sorted. */
static void test_added_behind_an_order(void **state)
{
    struct wp_splices splices = begin();

    (void)state;
    put(&splices, 5, 1, "five");
    put(&splices, 5, 0, "a");
    wp_splices_sort(&splices);
    put(&splices, 5, 0, "b");
    put(&splices, 0, 0, "<");
    assert_applied(&splices, "<01234abfive6789");
}

static void test_many(void **state)
{
    struct wp_splices splices = begin();

    (void)state;
    for (size_t i = 0; i < 100; i++)
        put(&splices, 99 - i, 1, "x");
    wp_splices_sort(&splices);
    assert_int_equal(splices.count, 100);
    assert_false(splices.overlap);
    for (size_t i = 0; i < 100; i++)
        assert_int_equal(splices.list[i].piece.offset, i);
    wp_arena_free(splices.arena);
    wp_splices_free(&splices);
}

/* Insertions at one offset keep the order in which they were added, also many of them. */
static void test_many_at_one_place_keep_their_order(void **state)
{
    struct wp_splices splices = begin();

    (void)state;
    for (size_t i = 0; i < 1000; i++)
        put(&splices, i % 2, 0, "x");
    wp_splices_sort(&splices);
    for (size_t i = 0; i < 500; i++) {
        assert_int_equal(splices.list[i].number, 2 * i);
        assert_int_equal(splices.list[500 + i].number, 2 * i + 1);
    }
    wp_arena_free(splices.arena);
    wp_splices_free(&splices);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_order),
        cmocka_unit_test(test_nothing_for_nothing_is_left_out),
        cmocka_unit_test(test_same_place_keeps_the_order),
        cmocka_unit_test(test_neighbours_do_not_clash),
        cmocka_unit_test(test_texts_are_copied),
        cmocka_unit_test(test_overlaps_clash),
        cmocka_unit_test(test_added_behind_an_order),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_many_at_one_place_keep_their_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
