/* Several items moved as one edit. */
#include "edit_fixture.h"

#include <stdlib.h>
#include <string.h>

#include "edit/move_items.h"

enum { ITEMS_MAX = 6 };

#define PLAN                                                                                       \
    WEEK "goals:\n"                                                                                \
         "  - Sail\n"                                                                              \
         "  - title: Row\n"                                                                        \
         "    subtasks:\n"                                                                         \
         "      - Pull\n"                                                                          \
         "      - Rest\n"                                                                          \
         "  # cold\n"                                                                              \
         "  - Swim\n"                                                                              \
         "  - Run\n"                                                                               \
         "also:\n"                                                                                 \
         "  - Walk\n"

/* Return the item at a path such as "12" (item 1.2), at "" the root, at "+" the root of `also:`, or
 * NULL for NULL. */
static const struct wp_item *place_at(const struct fixture *fixture, const char *path)
{
    if (path == NULL)
        return NULL;
    if (path[0] != '+')
        return at(fixture, path);
    return path[1] == '\0' ? &fixture->week->also : fixture->week->also.first;
}

/* Move the items at `paths` (the array ends with NULL) into the list of the item at `parent`, above
 * the item at `before`. Assert that the document is then `wanted`, and that the moved items keep
 * their titles. If `wanted` is NULL, assert that nothing changes. */
static void assert_moved(const char *const *paths, const char *parent, const char *before,
                         const char *wanted)
{
    struct fixture fixture = begin(wp_str(PLAN));
    struct wp_item_move moves[ITEMS_MAX];
    const struct wp_item *moved[ITEMS_MAX];
    size_t count = 0;

    for (; paths[count] != NULL; count++)
        moves[count] =
            (struct wp_item_move){place_at(&fixture, paths[count]), place_at(&fixture, parent),
                                  place_at(&fixture, before)};
    assert_int_equal(
        wp_move_items(&fixture.edit, fixture.week, moves, count, moved, &fixture.error), WP_OK);
    if (wanted == NULL) {
        assert_null(fixture.edit.after);
        assert_int_equal(fixture.edit.patch.count, 0);
    } else {
        char *text = strndup(fixture.edit.after->text.data, fixture.edit.after->text.length);

        assert_string_equal(text, wanted);
        free(text);
        assert_int_equal(fixture.edit.patch.count, 1);
        for (size_t i = 0; i < count; i++)
            assert_true(wp_str_equal(moved[i]->title, moves[i].item->title));
    }
    end(&fixture);
}

#define ROW                                                                                        \
    "  - title: Row\n"                                                                             \
    "    subtasks:\n"                                                                              \
    "      - Pull\n"                                                                               \
    "      - Rest\n"
#define SWIM                                                                                       \
    "  # cold\n"                                                                                   \
    "  - Swim\n"
#define ALSO                                                                                       \
    "also:\n"                                                                                      \
    "  - Walk\n"

static void test_items_follow_each_other_in_the_given_order(void **state)
{
    (void)state;
    assert_moved((const char *[]){"4", "1", NULL}, "", "3",
                 WEEK "goals:\n" ROW "  - Run\n  - Sail\n" SWIM ALSO);
    assert_moved((const char *[]){"4", "3", "22", NULL}, "", "1",
                 WEEK "goals:\n"
                      "  - Run\n" SWIM "  - Rest\n"
                      "  - Sail\n"
                      "  - title: Row\n"
                      "    subtasks:\n"
                      "      - Pull\n" ALSO);
    assert_moved((const char *[]){"3", "1", NULL}, "2", NULL,
                 WEEK "goals:\n"
                      "  - title: Row\n"
                      "    subtasks:\n"
                      "      - Pull\n"
                      "      - Rest\n"
                      "      # cold\n"
                      "      - Swim\n"
                      "      - Sail\n"
                      "  - Run\n" ALSO);
}

static void test_an_item_that_is_there_is_not_moved(void **state)
{
    (void)state;
    assert_moved((const char *[]){"3", "4", NULL}, "", NULL, NULL);
    assert_moved((const char *[]){"1", "2", NULL}, "", "3", NULL);
    assert_moved((const char *[]){"1", "2", NULL}, "", "1", NULL);
    assert_moved((const char *[]){"4", "3", NULL}, "", NULL,
                 WEEK "goals:\n  - Sail\n" ROW "  - Run\n" SWIM ALSO);
}

static void test_the_position_may_be_that_of_a_moved_item(void **state)
{
    (void)state;
    assert_moved((const char *[]){"4", "1", "2", NULL}, "", "1",
                 WEEK "goals:\n  - Run\n  - Sail\n" ROW SWIM ALSO);
    assert_moved((const char *[]){"4", "3", "2", "1", NULL}, "", "1",
                 WEEK "goals:\n  - Run\n" SWIM ROW "  - Sail\n" ALSO);
}

/* The items move into two lists: that of the goals, and the subtasks of an item. */
static void test_items_may_have_different_parents(void **state)
{
    struct fixture fixture = begin(wp_str(PLAN));
    const struct wp_week *week = fixture.week;
    const struct wp_item_move moves[] = {
        {at(&fixture, "2"), &week->root, NULL},
        {week->also.first, &week->root, NULL},
        {at(&fixture, "1"), at(&fixture, "3"), NULL},
    };
    const struct wp_item *moved[3];

    (void)state;
    assert_int_equal(wp_move_items(&fixture.edit, week, moves, 3, moved, &fixture.error), WP_OK);
    for (size_t i = 0; i < 3; i++)
        assert_true(wp_str_equal(moved[i]->title, moves[i].item->title));
    assert_int_equal(moved[0]->number, 3);
    assert_int_equal(moved[1]->number, 4);
    assert_true(wp_str_equal_c(moved[2]->parent->title, "Swim"));
    end(&fixture);
}

/* The second of two moves fails. The message has the paths that items had before the first move. */
static void test_a_failure_names_the_item_as_it_was(void **state)
{
    struct fixture fixture =
        begin(wp_str(WEEK "goals: [Sail, {title: Row, subtasks: [Pull]}, Run]\n"
                          "also: []\n"));
    const struct wp_week *week = fixture.week;
    const struct wp_item_move moves[] = {
        {at(&fixture, "1"), &week->root, NULL},
        {at(&fixture, "2"), &week->also, NULL},
    };
    const struct wp_item *moved[2];

    (void)state;
    assert_int_equal(wp_move_items(&fixture.edit, week, moves, 2, moved, &fixture.error),
                     WP_INVALID);
    assert_null(fixture.edit.after);
    assert_non_null(strstr(fixture.error.message, "item 2 has subtasks"));
    end(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_items_follow_each_other_in_the_given_order),
        cmocka_unit_test(test_an_item_that_is_there_is_not_moved),
        cmocka_unit_test(test_the_position_may_be_that_of_a_moved_item),
        cmocka_unit_test(test_items_may_have_different_parents),
        cmocka_unit_test(test_a_failure_names_the_item_as_it_was),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
