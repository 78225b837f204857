#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"

enum { OBJECTS = 400 };

/* Objects of all sizes are zeroed, aligned, and do not overlap, also over several
 * chunks. */
static void objects_are_apart(void **state)
{
    (void)state;
    struct wp_arena *arena = wp_arena_new(16);
    unsigned char *objects[OBJECTS];
    for (size_t i = 0; i < OBJECTS; i++) {
        objects[i] = wp_arena_alloc(arena, i);
        assert_non_null(objects[i]);
        assert_int_equal((uintptr_t)objects[i] % _Alignof(max_align_t), 0);
        for (size_t j = 0; j < i; j++)
            assert_int_equal(objects[i][j], 0);
        memset(objects[i], (int)(i % 255) + 1, i);
    }
    for (size_t i = 0; i < OBJECTS; i++)
        for (size_t j = 0; j < i; j++)
            assert_int_equal(objects[i][j], i % 255 + 1);
    wp_arena_free(arena);
}

/* malloc(3) may return memory that still has bytes of an earlier use. So fill and free
 * some memory first, then check that an arena returns zeroed memory. */
static void used_memory_is_made_new(void **state)
{
    (void)state;
    for (int round = 0; round < 2; round++) {
        struct wp_arena *arena = wp_arena_new(4096);
        unsigned char *object = wp_arena_alloc(arena, 2000);
        struct wp_str copy = wp_arena_copy(arena, wp_str("ab"));
        for (size_t i = 0; i < 2000; i++)
            assert_int_equal(object[i], 0);
        assert_string_equal(copy.data, "ab");
        memset(object, 0xFF, 2000);
        memset(wp_arena_alloc(arena, 1000), 0xFF, 1000);
        wp_arena_free(arena);
    }
}

static void alignment_survives_odd_texts(void **state)
{
    (void)state;
    struct wp_arena *arena = wp_arena_new(0);
    for (int i = 0; i < 100; i++) {
        struct wp_str copy = wp_arena_copy(arena, wp_str("ab"));
        assert_true(wp_str_equal_c(copy, "ab"));
        long double *object = wp_arena_alloc(arena, sizeof *object);
        assert_int_equal((uintptr_t)object % _Alignof(max_align_t), 0);
        *object = 1.0L;
        assert_true(wp_str_equal_c(copy, "ab"));
    }
    wp_arena_free(arena);
}

static void holds_more_than_a_chunk(void **state)
{
    (void)state;
    struct wp_arena *arena = wp_arena_new(64);
    unsigned char *large = wp_arena_alloc(arena, 1000000);
    assert_non_null(large);
    assert_int_equal(large[999999], 0);
    memset(large, 1, 1000000);
    unsigned char *small = wp_arena_alloc(arena, 1);
    assert_int_equal(*small, 0);
    wp_arena_free(arena);
}

static void copies_end_with_nul(void **state)
{
    (void)state;
    struct wp_arena *arena = wp_arena_new(64);
    struct wp_str copy = wp_arena_copy(arena, (struct wp_str)WP_STR("a\0b"));
    assert_int_equal(copy.length, 3);
    assert_int_equal(wp_arena_copy(arena, wp_str("next")).length, 4);
    assert_memory_equal(copy.data, "a\0b", 4);

    struct wp_str empty = wp_arena_copy(arena, (struct wp_str){NULL, 0});
    assert_int_equal(empty.length, 0);
    assert_non_null(empty.data);
    assert_int_equal(empty.data[0], '\0');
    wp_arena_free(arena);
}

static void arrays(void **state)
{
    (void)state;
    struct wp_arena *arena = wp_arena_new(64);
    uint64_t *numbers = wp_arena_array(arena, 1000, sizeof *numbers);
    assert_non_null(numbers);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(numbers[i], 0);
    assert_non_null(wp_arena_array(arena, 0, 8));
    assert_non_null(wp_arena_array(arena, 8, 0));
    wp_arena_free(arena);
}

static void free_of_null(void **state)
{
    (void)state;
    wp_arena_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_are_apart),
        cmocka_unit_test(used_memory_is_made_new),
        cmocka_unit_test(alignment_survives_odd_texts),
        cmocka_unit_test(holds_more_than_a_chunk),
        cmocka_unit_test(copies_end_with_nul),
        cmocka_unit_test(arrays),
        cmocka_unit_test(free_of_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
