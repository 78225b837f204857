/* Which items of a week are also in another week: by id, or by titles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "build_week.h"
#include "plan/item_set.h"
#include "plan/pair_items.h"

enum { ITEMS_MAX = 16 };

/* The week whose items are looked for. */
static struct tree own;
/* The week that is searched for these items. */
static struct tree other;
static struct wp_item *own_root, *other_root;
static const struct wp_item *items[ITEMS_MAX];
static size_t count;
static struct wp_pair match;
static struct wp_arena *arena;

static int begin(void **state)
{
    (void)state;
    own_root = tree_begin(&own);
    other_root = tree_begin(&other);
    count = 0;
    arena = wp_arena_new(1024);
    return arena != NULL ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    wp_arena_free(arena);
    return 0;
}

static struct wp_item *add(struct wp_item *parent, const char *title, const char *id)
{
    struct wp_item *item = tree_add(&own, parent, title);

    item->id = wp_str(id);
    items[count++] = item;
    return item;
}

static struct wp_item *add_other(struct wp_item *parent, const char *title, const char *id)
{
    struct wp_item *item = tree_add(&other, parent, title);

    item->id = wp_str(id);
    return item;
}

static void assert_is(const struct wp_item *item, const struct wp_item *parent,
                      const struct wp_item *expected)
{
    assert_ptr_equal(wp_pair_find(&match, item, parent), expected);
}

static void test_an_id_is_found_anywhere(void **state)
{
    struct wp_item *sail = add(own_root, "Sail", "sail");
    struct wp_item *row = add(own_root, "Row", "row");
    struct wp_item *boat = add_other(other_root, "Boat", "");
    struct wp_item *moved = add_other(boat, "Sail on", "sail");

    (void)state;
    wp_pair_begin(&match, arena, items, count, other_root, NULL);
    assert_is(sail, other_root, moved);
    assert_is(sail, NULL, moved);
    assert_is(row, other_root, NULL);
}

/* An item of `goals` is found in `also` of the other week only by its id, not by its title. */
static void test_only_an_id_is_found_in_also(void **state)
{
    static struct tree also;
    struct wp_item *also_root = tree_begin(&also);
    struct wp_item *sail = add(own_root, "Sail", "sail");
    struct wp_item *row = add(own_root, "Row", "");
    struct wp_item *entry = tree_add(&also, also_root, "Sailed");

    (void)state;
    entry->id = wp_str("sail");
    tree_add(&also, also_root, "Row");
    wp_pair_begin(&match, arena, items, count, other_root, also_root);
    assert_is(sail, other_root, entry);
    assert_is(row, other_root, NULL);
}

static void test_a_title_is_found_at_its_place(void **state)
{
    struct wp_item *sail = add(own_root, "Sail", "");
    struct wp_item *hoist = add(sail, "Hoist", "");
    struct wp_item *other_sail = add_other(other_root, "Sail", "");
    struct wp_item *other_hoist = add_other(other_sail, "Hoist", "");

    (void)state;
    add_other(other_root, "Hoist", "");
    wp_pair_begin(&match, arena, items, count, other_root, NULL);
    assert_is(sail, other_root, other_sail);
    assert_is(hoist, other_sail, other_hoist);
    assert_is(hoist, other_hoist, NULL);
    assert_is(hoist, NULL, NULL);
}

/* A title or an id must be equal as a whole: "Sail" is neither "Sai" nor "Sailing". */
static void test_what_only_begins_alike_is_another_one(void **state)
{
    struct wp_item *sail = add(own_root, "Sail", "");
    struct wp_item *row = add(own_root, "Row", "row");

    (void)state;
    wp_pair_begin(&match, arena, items, count, other_root, NULL);
    assert_is(sail, other_root, NULL);
    add_other(other_root, "Sai", "");
    add_other(other_root, "Sailing", "ro");
    add_other(other_root, "Rowing", "rowing");
    wp_pair_begin(&match, arena, items, count, other_root, NULL);
    assert_is(sail, other_root, NULL);
    assert_is(row, other_root, NULL);
}

/* Of two items with the same title, the second is paired with the second in the other week. If
 * there is no second, it is paired with none. */
static void test_the_same_title_twice(void **state)
{
    struct wp_item *first = add(own_root, "Row", "");
    struct wp_item *between = add(own_root, "Swim", "");
    struct wp_item *second = add(own_root, "Row", "");
    struct wp_item *other_first = add_other(other_root, "Row", "");

    (void)state;
    wp_pair_begin(&match, arena, items, count, other_root, NULL);
    assert_is(first, other_root, other_first);
    assert_is(second, other_root, NULL);
    assert_is(between, other_root, NULL);
    add_other(other_root, "Row", "");
    wp_pair_begin(&match, arena, items, count, other_root, NULL);
    assert_is(first, other_root, other_first);
    assert_is(second, other_root, other_first->next);
}

/* An item is paired by id first, even if the titles differ. */
static void test_an_id_goes_before_a_title(void **state)
{
    struct wp_item *plain = add(own_root, "Row", "");
    struct wp_item *named = add(own_root, "Row", "row");
    struct wp_item *other_named = add_other(other_root, "Row", "row");

    (void)state;
    wp_pair_begin(&match, arena, items, count, other_root, NULL);
    assert_is(named, other_root, other_named);
    assert_is(plain, other_root, NULL);
    /* An item without an id is paired by title, also with an item that has an id. */
    other_named->id = wp_str("boat");
    wp_pair_begin(&match, arena, items, count, other_root, NULL);
    assert_is(plain, other_root, other_named);
    assert_is(named, other_root, NULL);
}

/* The second of two items with the same title is paired with the first in the other week if the
 * first items are paired by id. */
static void test_ids_do_not_count(void **state)
{
    struct wp_item *named = add(own_root, "Row", "row");
    struct wp_item *plain = add(own_root, "Row", "");
    struct wp_item *other_named = add_other(other_root, "Row", "row");

    (void)state;
    wp_pair_begin(&match, arena, items, count, other_root, NULL);
    assert_is(named, other_root, other_named);
    assert_is(plain, other_root, NULL);
    add_other(other_root, "Row", "");
    wp_pair_begin(&match, arena, items, count, other_root, NULL);
    assert_is(plain, other_root, other_named->next);
}

static void test_a_set_has_what_is_in_it(void **state)
{
    struct wp_item *sail = add(own_root, "Sail", "");
    struct wp_item *hoist = add(sail, "Hoist", "");
    struct wp_item *row = add(own_root, "Row", "");
    const struct wp_item *set[] = {row, hoist};

    (void)state;
    wp_item_set_sort(set, 2);
    assert_true(wp_item_set_has(set, 2, row));
    assert_true(wp_item_set_has(set, 2, hoist));
    assert_false(wp_item_set_has(set, 2, sail));
    assert_false(wp_item_set_has(set, 0, row));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_an_id_is_found_anywhere, begin, end),
        cmocka_unit_test_setup_teardown(test_only_an_id_is_found_in_also, begin, end),
        cmocka_unit_test_setup_teardown(test_a_title_is_found_at_its_place, begin, end),
        cmocka_unit_test_setup_teardown(test_what_only_begins_alike_is_another_one, begin, end),
        cmocka_unit_test_setup_teardown(test_the_same_title_twice, begin, end),
        cmocka_unit_test_setup_teardown(test_an_id_goes_before_a_title, begin, end),
        cmocka_unit_test_setup_teardown(test_ids_do_not_count, begin, end),
        cmocka_unit_test_setup_teardown(test_a_set_has_what_is_in_it, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
