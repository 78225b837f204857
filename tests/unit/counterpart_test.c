/* Which item of one week is which of another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/counterpart.h"
#include "tree.h"

static struct tree before;
static struct tree now;
static struct wp_arena *arena;

static int begin(void **state)
{
    (void)state;
    arena = wp_arena_new(0);
    tree_begin(&before);
    tree_begin(&now);
    return arena != NULL ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    wp_arena_free(arena);
    return 0;
}

static const struct wp_item *find(const struct wp_item *item)
{
    struct wp_counterparts counterparts;

    assert_true(wp_counterparts_make(&counterparts, &before.week, arena));
    return wp_counterpart_of(&counterparts, item);
}

static void an_id_finds_an_item_at_any_depth(void **state)
{
    struct wp_item *goal = tree_add(&before, &before.week.root, "Read");
    struct wp_item *was = tree_add(&before, goal, "One");
    struct wp_item *item = tree_add(&now, &now.week.root, "Chapter one");

    (void)state;
    was->id = item->id = wp_str("one");
    goal->id = wp_str("on");
    assert_ptr_equal(find(item), was);
    item->id = wp_str("two");
    assert_null(find(item));
}

static void a_goal_is_found_by_its_title_a_subtask_is_not(void **state)
{
    struct wp_item *goal = tree_add(&before, &before.week.root, "Read");
    struct wp_item *item = tree_add(&now, &now.week.root, "Read");

    (void)state;
    tree_add(&before, goal, "One");
    assert_ptr_equal(find(item), goal);
    assert_null(find(tree_add(&now, item, "Read")));
    assert_null(find(tree_add(&now, &now.week.root, "One")));
    assert_null(find(tree_add(&now, &now.week.root, "Rea")));
    assert_null(find(tree_add(&now, &now.week.root, "Reader")));
}

static void an_id_comes_before_a_title(void **state)
{
    struct wp_item *other = tree_add(&before, &before.week.root, "Read");
    struct wp_item *was = tree_add(&before, &before.week.root, "Read more");
    struct wp_item *item = tree_add(&now, &now.week.root, "Read");

    (void)state;
    was->id = item->id = wp_str("read");
    assert_ptr_equal(find(item), was);
    was->id = wp_str("");
    assert_ptr_equal(find(item), other);
}

static void of_several_the_first_one_is_found(void **state)
{
    struct wp_item *first = tree_add(&before, &before.week.root, "Read");
    size_t i;

    (void)state;
    for (i = 0; i < 20; i++)
        tree_add(&before, &before.week.root, i % 2 == 0 ? "Read" : "Write");
    assert_ptr_equal(find(tree_add(&now, &now.week.root, "Read")), first);
}

static void no_week_has_no_items(void **state)
{
    struct wp_counterparts counterparts;

    (void)state;
    assert_true(wp_counterparts_make(&counterparts, NULL, arena));
    assert_null(wp_counterpart_of(&counterparts, tree_add(&now, &now.week.root, "Read")));
    assert_null(find(tree_add(&now, &now.week.root, "Write")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_id_finds_an_item_at_any_depth, begin, end),
        cmocka_unit_test_setup_teardown(a_goal_is_found_by_its_title_a_subtask_is_not, begin, end),
        cmocka_unit_test_setup_teardown(an_id_comes_before_a_title, begin, end),
        cmocka_unit_test_setup_teardown(of_several_the_first_one_is_found, begin, end),
        cmocka_unit_test_setup_teardown(no_week_has_no_items, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
