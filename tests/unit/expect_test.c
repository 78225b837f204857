/* What a plan has to be after an edit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "edit/expect.h"
#include "model/itemset.h"
#include "model/values.h"
#include "tree.h"

static struct tree tree;
static struct wp_arena *arena;

static int begin(void **state)
{
    (void)state;
    arena = wp_arena_new(1024);
    return arena != NULL ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    wp_arena_free(arena);
    return 0;
}

static void test_without_changes_it_is_a_copy(void **state)
{
    struct wp_item *root = tree_begin(&tree);
    struct wp_item *goal = tree_add(&tree, root, "Sail");
    struct wp_item *copy;

    (void)state;
    tree_add(&tree, goal, "Hoist")->done = true;
    tree_add(&tree, root, "Row")->due = 7;
    copy = wp_expect(arena, &tree.week, NULL, 0);
    assert_non_null(copy);
    assert_ptr_not_equal(copy->first, goal);
    assert_ptr_equal(copy->first->parent, copy);
    assert_ptr_equal(copy->first->first->parent, copy->first);
    assert_true(wp_expect_same(copy, root));
}

static void test_changes_are_made_in_the_copy(void **state)
{
    struct wp_item *root = tree_begin(&tree);
    struct wp_item *goal = tree_add(&tree, root, "Sail");
    struct wp_item values = wp_item_blank();
    struct wp_item blank = wp_item_blank();
    const struct wp_change changes[] = {{goal, WP_KEY_DONE, &values},
                                        {goal, WP_KEY_TITLE, &values},
                                        {goal, WP_KEY_DUE, &blank},
                                        {goal, WP_KEY_TITLE, &values}};
    struct wp_item *copy;

    (void)state;
    goal->due = 7;
    values.done = true;
    values.title = wp_str("Row");
    values.weight = 5;
    copy = wp_expect(arena, &tree.week, changes, 4);
    assert_true(copy->first->done);
    assert_true(wp_str_equal_c(copy->first->title, "Row"));
    assert_int_equal(copy->first->due, WP_NO_DAY);
    assert_int_equal(copy->first->weight, 0);
    assert_false(goal->done);
    assert_int_equal(goal->due, 7);
}

static void test_items_come_behind_the_others(void **state)
{
    struct wp_item *root = tree_begin(&tree);
    struct wp_item *goal = tree_add(&tree, root, "Sail");
    struct wp_item first = wp_item_blank(), second = wp_item_blank(), below = wp_item_blank();
    const struct wp_change changes[] = {{goal, WP_KEY_SUBTASKS, &first},
                                        {root, WP_KEY_GOALS, &second},
                                        {goal, WP_KEY_SUBTASKS, &second}};
    struct wp_item *copy;

    (void)state;
    tree_add(&tree, goal, "Hoist");
    first.title = wp_str("Trim");
    first.next = &second;
    second.title = wp_str("Reef");
    second.first = &below;
    below.title = wp_str("Tie");
    copy = wp_expect(arena, &tree.week, changes, 3);

    tree_add(&tree, goal, "Trim");
    tree_add(&tree, tree_add(&tree, goal, "Reef"), "Tie");
    tree_add(&tree, tree_add(&tree, goal, "Reef"), "Tie");
    assert_false(wp_expect_same(copy, root));
    tree_add(&tree, tree_add(&tree, root, "Reef"), "Tie");
    assert_true(wp_expect_same(copy, root));
}

static void test_items_are_left_out(void **state)
{
    struct wp_item *root = tree_begin(&tree);
    struct wp_item *sail = tree_add(&tree, root, "Sail");
    struct wp_item *row = tree_add(&tree, root, "Row");
    const struct wp_item *items[2];
    struct wp_item *copy;

    (void)state;
    tree_add(&tree, sail, "Hoist");
    tree_add(&tree, row, "Left");
    items[0] = sail;
    items[1] = tree_add(&tree, row, "Right");
    wp_items_sort(items, 2);
    copy = wp_expect_without(arena, &tree.week, items, 2);
    assert_non_null(copy);
    assert_true(wp_str_equal_c(copy->first->title, "Row"));
    assert_null(copy->first->next);
    assert_true(wp_str_equal_c(copy->first->first->title, "Left"));
    assert_null(copy->first->first->next);
    assert_ptr_equal(root->first, sail);
}

static void test_an_item_moves(void **state)
{
    struct wp_item *root = tree_begin(&tree);
    struct wp_item *sail = tree_add(&tree, root, "Sail");
    struct wp_item *hoist = tree_add(&tree, sail, "Hoist");
    struct wp_item *row = tree_add(&tree, root, "Row");
    struct wp_item *copy;

    (void)state;
    tree_add(&tree, hoist, "Pull");
    copy = wp_expect_moved(arena, &tree.week, hoist, root, row);
    assert_null(copy->first->first);
    assert_true(wp_str_equal_c(copy->first->next->title, "Hoist"));
    assert_ptr_equal(copy->first->next->parent, copy);
    assert_true(wp_str_equal_c(copy->first->next->first->title, "Pull"));
    assert_true(wp_str_equal_c(copy->first->next->next->title, "Row"));
    assert_null(copy->first->next->next->next);
    copy = wp_expect_moved(arena, &tree.week, hoist, row, NULL);
    assert_null(copy->first->first);
    assert_true(wp_str_equal_c(copy->first->next->first->title, "Hoist"));
    copy = wp_expect_moved(arena, &tree.week, sail, root, NULL);
    assert_true(wp_str_equal_c(copy->first->title, "Row"));
    assert_true(wp_str_equal_c(copy->first->next->first->title, "Hoist"));
    assert_null(copy->first->next->next);
    copy = wp_expect_moved(arena, &tree.week, row, root, sail);
    assert_true(wp_str_equal_c(copy->first->title, "Row"));
    assert_true(wp_str_equal_c(copy->first->next->title, "Sail"));
    assert_ptr_equal(root->first, sail);
}

static void test_differences_are_seen(void **state)
{
    struct wp_item *root = tree_begin(&tree);
    struct wp_item *goal = tree_add(&tree, root, "Sail");
    struct wp_item *task = tree_add(&tree, goal, "Hoist");
    struct wp_item *copy = wp_expect(arena, &tree.week, NULL, 0);

    (void)state;
    task->weekly = true;
    assert_false(wp_expect_same(copy, root));
    task->weekly = false;
    root->note = wp_str("far");
    assert_false(wp_expect_same(copy, root));
    root->note = wp_str("");
    assert_true(wp_expect_same(copy, root));
    tree_add(&tree, task, "Pull");
    assert_false(wp_expect_same(copy, root));
    assert_false(wp_expect_same(root, copy));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_without_changes_it_is_a_copy, begin, end),
        cmocka_unit_test_setup_teardown(test_changes_are_made_in_the_copy, begin, end),
        cmocka_unit_test_setup_teardown(test_items_come_behind_the_others, begin, end),
        cmocka_unit_test_setup_teardown(test_items_are_left_out, begin, end),
        cmocka_unit_test_setup_teardown(test_an_item_moves, begin, end),
        cmocka_unit_test_setup_teardown(test_differences_are_seen, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
