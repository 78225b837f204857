#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/edit_distance.h"

#define SIXTEEN "0123456789abcdef"

static const char sixty_four[] = SIXTEEN SIXTEEN SIXTEEN SIXTEEN;

static void edits(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        unsigned distance;
    } cases[] = {
        {"", "", 0},
        {"", "abc", 3},
        {"subtasks", "subtasks", 0},
        {"subtaks", "subtasks", 1},   /* insertion */
        {"subtaskss", "subtasks", 1}, /* deletion */
        {"subtosks", "subtasks", 1},  /* replacement */
        {"sutbasks", "subtasks", 1},  /* swap */
        {"Title", "tITLE", 0},        /* equal but for case */
        {"ETH", "the", 2},
        {"ca", "abc", 3}, /* 3 by optimal string alignment, which edits no substring twice */
        {"kitten", "sitting", 3},
        {"ab", "ba", 1},
        {"abcd", "badc", 2},
        {"[", "{", 1}, /* the codes differ by 0x20, like those of a letter and its capital */
        {"\xC3\xA9", "\xC3\xA8", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct wp_str a = wp_str(cases[i].a);
        struct wp_str b = wp_str(cases[i].b);
        assert_int_equal(wp_edit_distance(a, b, 10), cases[i].distance);
        assert_int_equal(wp_edit_distance(b, a, 10), cases[i].distance);
    }
}

static void limit(void **state)
{
    (void)state;
    assert_int_equal(wp_edit_distance(wp_str("abc"), wp_str("xyz"), 3), 3);
    assert_int_equal(wp_edit_distance(wp_str("abc"), wp_str("xyz"), 2), 3);
    assert_int_equal(wp_edit_distance(wp_str("abc"), wp_str("xyz"), 1), 2);
    assert_int_equal(wp_edit_distance(wp_str("abc"), wp_str("xyz"), 0), 1);
    assert_int_equal(wp_edit_distance(wp_str("abc"), wp_str("abc"), 0), 0);
}

static void long_texts_are_far(void **state)
{
    (void)state;
    struct wp_str longest = wp_str(sixty_four);
    struct wp_str longer = wp_str(SIXTEEN SIXTEEN SIXTEEN SIXTEEN "0");
    assert_int_equal(longest.length, 64);
    assert_int_equal(wp_edit_distance(longest, longest, 3), 0);
    assert_int_equal(wp_edit_distance(longest, wp_str(""), 64), 64);
    assert_int_equal(wp_edit_distance(longer, longer, 3), 4);
    assert_int_equal(wp_edit_distance(longest, longer, 3), 4);
    assert_int_equal(wp_edit_distance(longer, longest, 3), 4);
}

static void nearness_depends_on_length(void **state)
{
    (void)state;
    static const struct {
        const char *word, *candidate;
        bool near;
    } cases[] = {
        {"due", "du", true},
        {"due", "d", false},
        {"done", "dnoe", true},
        {"done", "dxxe", true},
        {"done", "xxxe", false},
        {"subtaks", "subtasks", true},
        {"progres", "prgrs", true},
        {"progres", "prgr", false},
        {"progress", "prgrs", true},
        {"progress", "prgr", false},
        {"progress", "PROGRESS", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned distance = 99;
        struct wp_str word = wp_str(cases[i].word);
        struct wp_str candidate = wp_str(cases[i].candidate);
        assert_int_equal(wp_edit_distance_is_near(word, candidate, &distance), cases[i].near);
        if (cases[i].near)
            assert_int_equal(distance, wp_edit_distance(word, candidate, 10));
    }
}

/* The nearest name is returned; the first one if several are equally near. */
static void test_nearest(void **state)
{
    struct wp_nearest nearest = {.word = WP_STR("stauts")};

    (void)state;
    wp_nearest_try(&nearest, "report");
    assert_null(nearest.name);
    wp_nearest_try(&nearest, "stacks");
    assert_string_equal(nearest.name, "stacks");
    wp_nearest_try(&nearest, "status");
    assert_string_equal(nearest.name, "status");
    wp_nearest_try(&nearest, "stats");
    assert_string_equal(nearest.name, "status");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits),
        cmocka_unit_test(limit),
        cmocka_unit_test(long_texts_are_far),
        cmocka_unit_test(nearness_depends_on_length),
        cmocka_unit_test(test_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
