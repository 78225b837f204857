/* The week that an edit is expected to produce. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "build_week.h"
#include "edit/expected_week.h"
#include "plan/item_set.h"
#include "plan/item_value.h"

/* The week before the edit. */
static struct tree tree;
/* The week after the edit, which is compared with the expected week. */
static struct tree after;
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

static struct wp_expected_week expect(const struct wp_change *changes, size_t count)
{
    struct wp_expected_week expected;

    expected = wp_expected_week_changed(arena, &tree.week, changes, count);
    return expected;
}

static void test_without_changes_it_stays_as_it_is(void **state)
{
    struct wp_item *root = tree_begin(&tree);
    struct wp_item *goal = tree_add(&tree, root, "Sail");
    struct wp_expected_week expected;

    (void)state;
    tree_add(&tree, goal, "Hoist")->done = true;
    tree_add(&tree, root, "Row")->due = 7;
    expected = expect(NULL, 0);
    assert_true(wp_expected_week_matches(&expected, root));
    assert_int_equal(wp_expected_week_items(&expected), 3);
    root = tree_begin(&after);
    tree_add(&after, tree_add(&after, root, "Sail"), "Hoist")->done = true;
    assert_false(wp_expected_week_matches(&expected, root));
    tree_add(&after, root, "Row")->due = 7;
    assert_true(wp_expected_week_matches(&expected, root));
    root->first->first->done = false;
    assert_false(wp_expected_week_matches(&expected, root));
}

static void test_changes_are_made(void **state)
{
    struct wp_item *root = tree_begin(&tree);
    struct wp_item *goal = tree_add(&tree, root, "Sail");
    struct wp_item values = wp_item_empty();
    struct wp_item blank = wp_item_empty();
    struct wp_item other = wp_item_empty();
    const struct wp_change changes[] = {{goal, WP_KEY_DONE, &values},
                                        {goal, WP_KEY_TITLE, &other},
                                        {goal, WP_KEY_DUE, &blank},
                                        {goal, WP_KEY_TITLE, &values}};
    struct wp_expected_week expected = expect(changes, 4);
    struct wp_item *changed;

    (void)state;
    goal->due = 7;
    values.done = true;
    values.title = wp_str("Row");
    values.weight = 5;
    other.title = wp_str("Swim");
    root = tree_begin(&after);
    changed = tree_add(&after, root, "Row");
    assert_false(wp_expected_week_matches(&expected, root));
    changed->done = true;
    assert_true(wp_expected_week_matches(&expected, root));
    changed->due = 7;
    assert_false(wp_expected_week_matches(&expected, root));
    changed->due = WP_NO_DAY;
    changed->weight = 5;
    assert_false(wp_expected_week_matches(&expected, root));
    assert_false(goal->done);
    assert_int_equal(goal->due, 7);
}

static void test_items_come_behind_the_others(void **state)
{
    struct wp_item *root = tree_begin(&tree);
    struct wp_item *goal = tree_add(&tree, root, "Sail");
    struct wp_item first = wp_item_empty(), second = wp_item_empty(), below = wp_item_empty();
    const struct wp_change changes[] = {{goal, WP_KEY_SUBTASKS, &first},
                                        {root, WP_KEY_GOALS, &second},
                                        {goal, WP_KEY_SUBTASKS, &second}};
    struct wp_expected_week expected;

    (void)state;
    tree_add(&tree, goal, "Hoist");
    first.title = wp_str("Trim");
    first.next = &second;
    second.title = wp_str("Reef");
    second.first = &below;
    below.title = wp_str("Tie");
    expected = expect(changes, 3);
    assert_int_equal(wp_expected_week_items(&expected), 9);

    root = tree_begin(&after);
    goal = tree_add(&after, root, "Sail");
    tree_add(&after, goal, "Hoist");
    tree_add(&after, goal, "Trim");
    tree_add(&after, tree_add(&after, goal, "Reef"), "Tie");
    tree_add(&after, tree_add(&after, goal, "Reef"), "Tie");
    assert_false(wp_expected_week_matches(&expected, root));
    tree_add(&after, tree_add(&after, root, "Reef"), "Tie");
    assert_true(wp_expected_week_matches(&expected, root));
    tree_add(&after, root, "Row");
    assert_false(wp_expected_week_matches(&expected, root));
}

static void test_items_are_left_out(void **state)
{
    struct wp_item *root = tree_begin(&tree);
    struct wp_item *sail = tree_add(&tree, root, "Sail");
    struct wp_item *row = tree_add(&tree, root, "Row");
    struct wp_expected_week expected;
    const struct wp_item *items[2];

    (void)state;
    tree_add(&tree, sail, "Hoist");
    tree_add(&tree, row, "Left");
    items[0] = sail;
    items[1] = tree_add(&tree, row, "Right");
    wp_item_set_sort(items, 2);
    expected = wp_expected_week_without(&tree.week, items, 2);
    assert_int_equal(wp_expected_week_items(&expected), 2);
    assert_false(wp_expected_week_matches(&expected, root));

    root = tree_begin(&after);
    row = tree_add(&after, root, "Row");
    assert_false(wp_expected_week_matches(&expected, root));
    tree_add(&after, row, "Left");
    assert_true(wp_expected_week_matches(&expected, root));
    tree_add(&after, row, "Right");
    assert_false(wp_expected_week_matches(&expected, root));
}

/* Add the item "Hoist" with its subtasks. */
static void add_hoist(struct wp_item *parent)
{
    tree_add(&after, tree_add(&after, parent, "Hoist"), "Pull");
}

static void test_an_item_moves(void **state)
{
    struct wp_item *root = tree_begin(&tree);
    struct wp_item *sail = tree_add(&tree, root, "Sail");
    struct wp_item *hoist = tree_add(&tree, sail, "Hoist");
    struct wp_item *row = tree_add(&tree, root, "Row");
    struct wp_expected_week expected;
    struct wp_item *moved;

    (void)state;
    tree_add(&tree, hoist, "Pull");
    expected = wp_expected_week_moved(&tree.week, hoist, root, row);
    assert_int_equal(wp_expected_week_items(&expected), 4);
    assert_false(wp_expected_week_matches(&expected, root));
    moved = tree_begin(&after);
    tree_add(&after, moved, "Sail");
    add_hoist(moved);
    assert_false(wp_expected_week_matches(&expected, moved));
    tree_add(&after, moved, "Row");
    assert_true(wp_expected_week_matches(&expected, moved));

    expected = wp_expected_week_moved(&tree.week, hoist, row, NULL);
    assert_false(wp_expected_week_matches(&expected, moved));
    moved = tree_begin(&after);
    tree_add(&after, moved, "Sail");
    add_hoist(tree_add(&after, moved, "Row"));
    assert_true(wp_expected_week_matches(&expected, moved));

    moved = tree_begin(&after);
    tree_add(&after, moved, "Row");
    add_hoist(tree_add(&after, moved, "Sail"));
    expected = wp_expected_week_moved(&tree.week, sail, root, NULL);
    assert_true(wp_expected_week_matches(&expected, moved));
    expected = wp_expected_week_moved(&tree.week, row, root, sail);
    assert_true(wp_expected_week_matches(&expected, moved));
    expected = wp_expected_week_moved(&tree.week, row, root, NULL);
    assert_false(wp_expected_week_matches(&expected, moved));
}

static void test_differences_are_seen(void **state)
{
    struct wp_item *root = tree_begin(&tree);
    struct wp_expected_week expected;
    struct wp_item *task;

    (void)state;
    tree_add(&tree, tree_add(&tree, root, "Sail"), "Hoist");
    expected = expect(NULL, 0);
    root = tree_begin(&after);
    task = tree_add(&after, tree_add(&after, root, "Sail"), "Hoist");
    assert_true(wp_expected_week_matches(&expected, root));
    task->weekly = true;
    assert_false(wp_expected_week_matches(&expected, root));
    task->weekly = false;
    root->note = wp_str("far");
    assert_false(wp_expected_week_matches(&expected, root));
    root->note = wp_str("");
    assert_true(wp_expected_week_matches(&expected, root));
    task->extras = 1;
    assert_false(wp_expected_week_matches(&expected, root));
    task->extras = 0;
    root->extras = 1;
    assert_false(wp_expected_week_matches(&expected, root));
    root->extras = 0;
    assert_true(wp_expected_week_matches(&expected, root));
    tree_add(&after, task, "Pull");
    assert_false(wp_expected_week_matches(&expected, root));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_without_changes_it_stays_as_it_is, begin, end),
        cmocka_unit_test_setup_teardown(test_changes_are_made, begin, end),
        cmocka_unit_test_setup_teardown(test_items_come_behind_the_others, begin, end),
        cmocka_unit_test_setup_teardown(test_items_are_left_out, begin, end),
        cmocka_unit_test_setup_teardown(test_an_item_moves, begin, end),
        cmocka_unit_test_setup_teardown(test_differences_are_seen, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
