/* Out of memory: the handler is called, and the function does not return. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include <weekplan/buf.h>

static jmp_buf exhausted;

static void jump_out(void)
{
    longjmp(exhausted, 1);
}

static int set_handler(void **state)
{
    (void)state;
    wp_memory_set_handler(jump_out);
    return 0;
}

static int reset_handler(void **state)
{
    (void)state;
    wp_memory_set_handler(NULL);
    return 0;
}

/* Whether `statement` calls the handler. */
#define EXHAUSTS(statement) (setjmp(exhausted) != 0 || ((void)(statement), false))

static void test_sizes_that_no_machine_has(void **state)
{
    struct wp_arena *arena = wp_arena_new(64);
    struct wp_buf buf = WP_BUF_INIT;

    (void)state;
    assert_true(EXHAUSTS(wp_memory_alloc(SIZE_MAX)));
    assert_true(EXHAUSTS(wp_memory_array(SIZE_MAX / 4 + 2, 4)));
    assert_true(EXHAUSTS(wp_memory_resize(NULL, SIZE_MAX / 4 + 2, 4)));
    assert_true(EXHAUSTS(wp_arena_array(arena, SIZE_MAX / 4 + 2, 4)));
    assert_true(EXHAUSTS(wp_arena_alloc(arena, SIZE_MAX)));
    assert_true(EXHAUSTS(wp_arena_alloc(arena, SIZE_MAX - 16)));
    assert_true(EXHAUSTS(wp_arena_copy(arena, (struct wp_str){"", SIZE_MAX})));
    assert_non_null(wp_arena_alloc(arena, 8));
    wp_arena_free(arena);

    wp_buf_puts(&buf, "kept");
    assert_true(EXHAUSTS((wp_buf_repeat(&buf, "ab", SIZE_MAX / 2 + 1), 0)));
    assert_true(EXHAUSTS((wp_buf_append(&buf, (struct wp_str){"", SIZE_MAX - 2}), 0)));
    assert_true(wp_str_equal_c(wp_buf_str(&buf), "kept"));
    wp_buf_free(&buf);
}

static void test_nothing_is_no_failure(void **state)
{
    (void)state;
    assert_false(EXHAUSTS((free(wp_memory_alloc(0)), 0)));
    assert_false(EXHAUSTS((free(wp_memory_array(0, 8)), 0)));
    assert_false(EXHAUSTS((free(wp_memory_resize(NULL, 0, 8)), 0)));
}

static void test_an_array_grows_as_needed(void **state)
{
    size_t capacity = 0;
    uint32_t *list = NULL;

    (void)state;
    for (uint32_t i = 0; i < 1000; i++) {
        list = wp_memory_grow(list, &capacity, i + 1, sizeof *list);
        assert_true(capacity > i);
        list[i] = i;
    }
    assert_int_equal(capacity, 1024);
    for (uint32_t i = 0; i < 1000; i++)
        assert_int_equal(list[i], i);
    free(list);
}

static void test_strings_are_copied(void **state)
{
    static const char text[] = "week";
    char *copy = wp_memory_strdup(text);

    (void)state;
    assert_string_equal(copy, text);
    assert_ptr_not_equal(copy, text);
    free(copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_sizes_that_no_machine_has, set_handler, reset_handler),
        cmocka_unit_test_setup_teardown(test_nothing_is_no_failure, set_handler, reset_handler),
        cmocka_unit_test(test_an_array_grows_as_needed),
        cmocka_unit_test(test_strings_are_copied),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
