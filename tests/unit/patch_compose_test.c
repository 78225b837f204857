/* Two patches as one: compared with applying one after the other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "edit/patch_compose.h"
#include <weekplan/buf.h>

enum { PIECES_MAX = 4 };

struct row {
    const char *before;
    struct wp_piece first[PIECES_MAX];
    size_t first_count;
    struct wp_piece second[PIECES_MAX];
    size_t second_count;
    const char *after;
    struct wp_piece composed[PIECES_MAX];
    size_t composed_count;
};

static struct wp_buf applied(struct wp_str text, const struct wp_patch *patch)
{
    struct wp_buf out = WP_BUF_INIT;
    size_t taken = 0;

    for (size_t i = 0; i < patch->count; i++) {
        const struct wp_piece *piece = &patch->pieces[i];

        assert_in_range(piece->offset, taken, text.length);
        wp_buf_append(&out, wp_str_slice(text, taken, (size_t)piece->offset - taken));
        wp_buf_append(&out, piece->text);
        taken = (size_t)(piece->offset + piece->length);
    }
    wp_buf_append(&out, wp_str_slice(text, taken, text.length));
    return out;
}

static void test_row(struct row row)
{
    struct wp_arena *arena = wp_arena_new(1024);
    const struct wp_patch first = {row.first, row.first_count};
    const struct wp_patch second = {row.second, row.second_count};
    struct wp_buf middle = applied(wp_str(row.before), &first);
    struct wp_buf after = applied(wp_buf_str(&middle), &second);
    struct wp_patch both = wp_patch_compose(&first, &second, wp_buf_str(&after), arena);
    struct wp_buf at_once = applied(wp_str(row.before), &both);

    assert_string_equal(after.data, row.after);
    assert_string_equal(at_once.data, row.after);
    assert_int_equal(both.count, row.composed_count);
    for (size_t i = 0; i < both.count; i++) {
        assert_int_equal(both.pieces[i].offset, row.composed[i].offset);
        assert_int_equal(both.pieces[i].length, row.composed[i].length);
        assert_true(wp_str_equal(both.pieces[i].text, row.composed[i].text));
    }
    wp_buf_free(&at_once);
    wp_buf_free(&after);
    wp_buf_free(&middle);
    wp_arena_free(arena);
}

static void patches_apart_stay_apart(void **state)
{
    (void)state;
    test_row((struct row){"abcdef",
                          {{1, 1, WP_STR("BBB")}},
                          1,
                          {{0, 1, WP_STR("")}, {6, 1, WP_STR("E")}},
                          2,
                          "BBBcdEf",
                          {{0, 2, WP_STR("BBB")}, {4, 1, WP_STR("E")}},
                          2});
    test_row((struct row){"abcdef",
                          {{1, 2, WP_STR("")}, {5, 0, WP_STR("-")}},
                          2,
                          {{5, 0, WP_STR("+")}},
                          1,
                          "ade-f+",
                          {{1, 2, WP_STR("")}, {5, 0, WP_STR("-")}, {6, 0, WP_STR("+")}},
                          3});
}

static void patches_that_touch_become_one(void **state)
{
    (void)state;
    test_row((struct row){"abcdef",
                          {{2, 0, WP_STR("xyz")}},
                          1,
                          {{3, 1, WP_STR("Y")}},
                          1,
                          "abxYzcdef",
                          {{2, 0, WP_STR("xYz")}},
                          1});
    test_row((struct row){"abcdef",
                          {{1, 1, WP_STR("")}, {3, 1, WP_STR("")}},
                          2,
                          {{0, 4, WP_STR("!")}},
                          1,
                          "!",
                          {{0, 6, WP_STR("!")}},
                          1});
    test_row((struct row){
        "ab", {{1, 0, WP_STR("x")}}, 1, {{1, 1, WP_STR("")}}, 1, "ab", {{1, 0, WP_STR("")}}, 1});
}

static void either_patch_may_be_empty(void **state)
{
    (void)state;
    test_row(
        (struct row){"ab", {{0}}, 0, {{1, 1, WP_STR("c")}}, 1, "ac", {{1, 1, WP_STR("c")}}, 1});
    test_row(
        (struct row){"ab", {{1, 1, WP_STR("c")}}, 1, {{0}}, 0, "ac", {{1, 1, WP_STR("c")}}, 1});
    test_row((struct row){"ab", {{0}}, 0, {{0}}, 0, "ab", {{0}}, 0});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patches_apart_stay_apart),
        cmocka_unit_test(patches_that_touch_become_one),
        cmocka_unit_test(either_patch_may_be_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
