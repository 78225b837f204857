/* Functions that walk over the items of a week. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <weekplan/item.h>

#include "base/arena.h"
#include "build_week.h"

static struct tree tree;

/*
 * Build this week:
 *
 *     1 a         2 d       3 e
 *     1.1 b                 3.1 f
 *     1.2 c                     3.1.1 g … 3.1.12
 */
static struct wp_item *plant(void)
{
    struct wp_item *root = tree_begin(&tree);
    struct wp_item *a = tree_add(&tree, root, "a");
    tree_add(&tree, a, "b");
    tree_add(&tree, a, "c");
    tree_add(&tree, root, "d");
    struct wp_item *e = tree_add(&tree, root, "e");
    struct wp_item *f = tree_add(&tree, e, "f");
    for (int i = 0; i < 12; i++)
        tree_add(&tree, f, "g");
    return root;
}

static void assert_walk(const struct wp_item *top, const char *titles)
{
    struct wp_buf seen = WP_BUF_INIT;

    for (const struct wp_item *item = top; item != NULL; item = wp_item_after(item, top))
        wp_buf_append(&seen, item->title);
    assert_string_equal(seen.data, titles);
    wp_buf_free(&seen);
}

static void test_walk_goes_in_the_order_of_the_file(void **state)
{
    struct wp_item *root = plant();

    (void)state;
    assert_walk(root->first, "abc");
    assert_walk(root, "abcdefgggggggggggg");
}

static void test_walk_stays_under_its_top(void **state)
{
    struct wp_item *root = plant();
    struct wp_item *b = root->first->first;

    (void)state;
    assert_walk(b, "b");
    assert_walk(root->first->next, "d");
    assert_walk(root->first->next->next->first, "fgggggggggggg");
    assert_null(wp_item_after(b->next, root->first));
    assert_ptr_equal(wp_item_after(b->next, root), root->first->next);
}

static void test_walk_of_an_empty_week_ends_at_once(void **state)
{
    struct wp_item *root = tree_begin(&tree);

    (void)state;
    assert_null(wp_item_after(root, root));
}

static void test_count_below(void **state)
{
    struct wp_item *root = plant();

    (void)state;
    assert_int_equal(wp_item_count_below(root), 18);
    assert_int_equal(wp_item_count_below(root->first), 2);
    assert_int_equal(wp_item_count_below(root->first->first), 0);
}

static void test_depth(void **state)
{
    struct wp_item *root = plant();

    (void)state;
    assert_int_equal(wp_item_depth(root), 0);
    assert_int_equal(wp_item_depth(root->first), 1);
    assert_int_equal(wp_item_depth(root->first->first->next), 2);
    assert_int_equal(wp_item_depth(root->first->next->next->first->first), 3);
}

static void assert_path(const struct wp_item *item, const char *path)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_buf_putc(&buf, '@');
    wp_item_path(&buf, item);
    assert_string_equal(buf.data + 1, path);
    wp_buf_free(&buf);
}

static void test_path(void **state)
{
    struct wp_item *root = plant();
    struct wp_item *g = root->first->next->next->first->first;

    (void)state;
    assert_path(root, "");
    assert_path(root->first, "1");
    assert_path(root->first->first->next, "1.2");
    assert_path(g, "3.1.1");
    while (g->next != NULL)
        g = g->next;
    assert_path(g, "3.1.12");
}

static void test_field(void **state)
{
    static struct wp_field fields[] = {
        {.key = WP_KEY_TITLE, .name = {0, 5}, .value = {7, 1}},
        {.key = WP_KEY_EXTRA, .name = {9, 3}, .value = {14, 1}},
        {.key = WP_KEY_DONE, .name = {16, 4}, .value = {22, 4}},
    };
    struct wp_item *item = tree_begin(&tree);

    (void)state;
    assert_null(wp_item_field(item, WP_KEY_TITLE));
    item->layout.fields = fields;
    item->layout.field_count = 3;
    assert_ptr_equal(wp_item_field(item, WP_KEY_TITLE), &fields[0]);
    assert_ptr_equal(wp_item_field(item, WP_KEY_DONE), &fields[2]);
    assert_null(wp_item_field(item, WP_KEY_DROPPED));
    item->layout.field_count = 2;
    assert_null(wp_item_field(item, WP_KEY_DONE));
}

/* A sanitizer or valgrind reports a leak if wp_week_free does not free the arena. */
static void test_free_gives_the_week_back(void **state)
{
    struct wp_arena *arena = wp_arena_new(sizeof(struct wp_week));
    struct wp_week *week = NULL;

    (void)state;
    assert_non_null(arena);
    week = wp_arena_alloc(arena, sizeof *week);
    assert_non_null(week);
    week->arena = arena;
    wp_week_free(week);
    wp_week_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_walk_goes_in_the_order_of_the_file),
        cmocka_unit_test(test_walk_stays_under_its_top),
        cmocka_unit_test(test_walk_of_an_empty_week_ends_at_once),
        cmocka_unit_test(test_count_below),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_path),
        cmocka_unit_test(test_field),
        cmocka_unit_test(test_free_gives_the_week_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
