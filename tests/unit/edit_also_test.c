/* Edits of `also:`, the second list of a week: new entries, changed and removed ones, and
 * moves between the two lists. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "edit_fixture.h"

static struct fixture fixture;

/* Return the item at a path: "1" is goal 1, "+1" the first entry of `also:`, "." the root of the
 * goals, "+" the root of `also:`. */
static const struct wp_item *find(const char *path)
{
    const struct wp_item *item = path[0] == '+' ? &fixture.week->also : &fixture.week->root;

    for (path += strspn(path, "+."); *path != '\0'; path++) {
        item = item->first;
        for (char i = '1'; i < *path; i++)
            item = item->next;
    }
    return item;
}

static struct wp_item *change_of(const char *path, enum wp_key key)
{
    struct wp_item *values = change(&fixture, "", key);

    fixture.changes[fixture.count - 1].item = find(path);
    return values;
}

static void assert_edits(enum wp_status status, const char *expected)
{
    if (status != WP_OK)
        fail_msg("%s", fixture.error.message);
    assert_patched(&fixture, expected);
}

static void assert_add(const char *before, const char *after)
{
    struct wp_item *first, *second;

    fixture = begin(wp_str(before));
    first = change_of("+", WP_KEY_ALSO);
    first->title = wp_str("Bike");
    second = change_of("+", WP_KEY_ALSO);
    second->title = wp_str("Boxes");
    second->done = true;
    second->done_on = 18112; /* 2019-08-04 */
    assert_edits(edit(&fixture), after);
}

#define NEW     "  - Bike\n  - title: Boxes\n    done: 2019-08-04\n"
#define NEW_KEY "also:\n" NEW

static void a_first_entry_is_below_the_goals(void **state)
{
    (void)state;
    assert_add(WEEK, WEEK NEW_KEY);
    assert_add(WEEK "goals: []\n", WEEK "goals: []\n" NEW_KEY);
    assert_add(WEEK "goals:\n", WEEK "goals:\n" NEW_KEY);
    assert_add(WEEK "goals:\n- a\n", WEEK "goals:\n- a\nalso:\n- Bike\n- title: Boxes\n"
                                          "  done: 2019-08-04\n");
    assert_add(WEEK "goals:\n  - a\n    # about a\n# about nothing",
               WEEK "goals:\n  - a\n    # about a\n" NEW_KEY "# about nothing");
    assert_add(WEEK "goals:\n  - a\nnote: x",
               WEEK "goals:\n  - a\nnote: x\nalso:\n  - Bike\n  - title: Boxes\n"
                    "    done: 2019-08-04");
    assert_add(WEEK "goals:\n  - title: a\n    note: |\n      x\n\n",
               WEEK "goals:\n  - title: a\n    note: |\n      x\n" NEW_KEY "\n");
    assert_add("\"week\": \"2019-08-04\"\n\"goals\":\n  - \"a\"\n  - \"b\"\n",
               "\"week\": \"2019-08-04\"\n\"goals\":\n  - \"a\"\n  - \"b\"\n\"also\":\n"
               "  - \"Bike\"\n  - \"title\": \"Boxes\"\n    \"done\": \"2019-08-04\"\n");
    assert_add("{week: 2019-08-04, goals: [a]}\n",
               "{week: 2019-08-04, goals: [a], also: [Bike, {title: Boxes, done: 2019-08-04}]}\n");
    assert_add("{\n  week: 2019-08-04\n}\n",
               "{\n  week: 2019-08-04,\n  also: [Bike, {title: Boxes, done: 2019-08-04}]\n}\n");
}

static void further_entries_are_below_the_last(void **state)
{
    (void)state;
    assert_add(WEEK "also:\n  - a\ngoals:\n  - b\n", WEEK "also:\n  - a\n" NEW "goals:\n  - b\n");
    assert_add(WEEK "also: # x\n", WEEK "also: # x\n" NEW);
    assert_add(WEEK "also: []\ngoals: []\n", WEEK "also:\n" NEW "goals: []\n");
    assert_add(WEEK "also: [a]\n", WEEK "also: [a, Bike, {title: Boxes, done: 2019-08-04}]\n");
    assert_add(WEEK "also:\n  - a\n\n  - b\n",
               WEEK "also:\n  - a\n\n  - b\n\n  - Bike\n\n  - title: Boxes\n"
                    "    done: 2019-08-04\n");
}

static void assert_goal(const char *before, const char *after)
{
    fixture = begin(wp_str(before));
    change_of(".", WP_KEY_GOALS)->title = wp_str("Sail");
    assert_edits(edit(&fixture), after);
}

/* A first goal is inserted above `also:`. Below a long `also:` a reader would overlook it. */
static void the_first_goal_is_above_also(void **state)
{
    (void)state;
    assert_goal(WEEK "also:\n  - a\n", WEEK "goals:\n  - Sail\nalso:\n  - a\n");
    assert_goal(WEEK "note: x\n\n# mine\nalso:\n  - a",
                WEEK "note: x\ngoals:\n  - Sail\n\n# mine\nalso:\n  - a");
    assert_goal(WEEK "also: [a]\nx-own: 1\n", WEEK "goals:\n  - Sail\nalso: [a]\nx-own: 1\n");
    assert_goal("{week: 2019-08-04, also: [a]}\n",
                "{week: 2019-08-04, goals: [Sail], also: [a]}\n");
    assert_goal("also:\n  - a\nweek: 2019-08-04\n",
                "goals:\n  - Sail\nalso:\n  - a\nweek: 2019-08-04\n");
}

static void both_lists_in_one_edit(void **state)
{
    (void)state;
    fixture = begin(wp_str(WEEK));
    change_of("+", WP_KEY_ALSO)->title = wp_str("Bike");
    change_of(".", WP_KEY_GOALS)->title = wp_str("Sail");
    change_of(".", WP_KEY_TITLE)->title = wp_str("At sea");
    assert_edits(edit(&fixture), WEEK "title: At sea\ngoals:\n  - Sail\nalso:\n  - Bike\n");
    fixture = begin(wp_str("{week: 2019-08-04}"));
    change_of("+", WP_KEY_ALSO)->title = wp_str("Bike");
    change_of(".", WP_KEY_GOALS)->title = wp_str("Sail");
    change_of(".", WP_KEY_TITLE)->title = wp_str("At sea");
    assert_edits(edit(&fixture), "{week: 2019-08-04, title: At sea, goals: [Sail], also: [Bike]}");
    fixture = begin(wp_str(WEEK "also: [a]\ngoals: [b]\n"));
    change_of("+", WP_KEY_ALSO)->title = wp_str("Bike");
    change_of(".", WP_KEY_GOALS)->title = wp_str("Sail");
    change_of(".", WP_KEY_NOTE)->note = wp_str("x");
    assert_edits(edit(&fixture), WEEK "note: x\nalso: [a, Bike]\ngoals: [b, Sail]\n");
}

static void keys_of_an_entry_change(void **state)
{
    (void)state;
    fixture = begin(wp_str(WEEK "also:\n  - Bike # new\n  - {title: b, done: true}\n"));
    *change_of("+1", WP_KEY_NOTE) = (struct wp_item){.note = wp_str("x")};
    *change_of("+2", WP_KEY_DONE) = wp_item_empty();
    assert_edits(edit(&fixture),
                 WEEK "also:\n  - title: Bike # new\n    note: x\n  - {title: b}\n");
}

static void assert_remove(const char *before, const char *path, const char *after)
{
    const struct wp_item *item;

    fixture = begin(wp_str(before));
    item = find(path);
    assert_edits(wp_edit_remove(&fixture.edit, fixture.week, &item, 1, &fixture.error), after);
}

static void the_key_is_removed_with_the_last_entry(void **state)
{
    (void)state;
    assert_remove(WEEK "also:\n  - a\n  - b\n", "+1", WEEK "also:\n  - b\n");
    assert_remove(WEEK "also:\n  - a\ngoals: []\n", "+1", WEEK "goals: []\n");
    assert_remove(WEEK "also: [a]", "+1", WEEK);
    assert_remove(WEEK "# mine\nalso:\n  - a\n", "+1", WEEK "# mine\nalso: []\n");
    assert_remove("{week: 2019-08-04, also: [a]}", "+1", "{week: 2019-08-04, also: []}");
}

static void assert_move(const char *before, const char *item, const char *parent, const char *next,
                        const char *after)
{
    fixture = begin(wp_str(before));
    assert_edits(wp_edit_move(&fixture.edit, fixture.week, find(item), find(parent),
                              next != NULL ? find(next) : NULL, &fixture.error),
                 after);
}

static void a_goal_becomes_an_entry(void **state)
{
    (void)state;
    assert_move(WEEK "goals:\n  - title: a # why\n    done: 2019-08-05\n  - b\n", "1", "+", NULL,
                WEEK "goals:\n  - b\nalso:\n  - title: a # why\n    done: 2019-08-05\n");
    assert_move(WEEK "goals:\n  - {title: a, done: true, weight: 2, due: 2019-08-05, x-a: 1}\n",
                "1", "+", NULL, WEEK "goals: []\nalso:\n  - {title: a, done: true, x-a: 1}\n");
    assert_move(WEEK "goals:\n  - title: a\n    done: true\n    subtasks:\n"
                     "      - title: b\n        progress: 3/3\n        dropped: false\n      - c\n",
                "11", "+", NULL,
                WEEK "goals:\n  - title: a\n    done: true\n    subtasks:\n      - c\n"
                     "also:\n  - title: b\n    done: true\n");
    assert_move(WEEK "goals:\n  - title: a\n    progress: 3/3\n    due:\n    subtasks: []\n"
                     "also:\n  - x\n  - y\n",
                "1", "+", "+2",
                WEEK "goals: []\nalso:\n  - x\n  - title: a\n    done: true\n  - y\n");
    assert_move("{week: 2019-08-04, goals: [{title: a, done: true}]}", "1", "+", NULL,
                "{week: 2019-08-04, goals: [], also: [{title: a, done: true}]}");
}

static void an_entry_becomes_an_item(void **state)
{
    (void)state;
    assert_move(WEEK "goals:\n  - b\nalso:\n  - a # why\n", "+1", "1", NULL,
                WEEK "goals:\n  - title: b\n    subtasks:\n      - title: a # why\n"
                     "        done: true\n");
    assert_move(WEEK "goals:\n  - b\nalso:\n  - {title: a, done: 2019-08-05}\n  - c", "+1", ".",
                "1", WEEK "goals:\n  - {title: a, done: 2019-08-05}\n  - b\nalso:\n  - c");
    assert_move(WEEK "also:\n  - # mine\n    a\n", "+1", ".", NULL,
                WEEK "goals:\n  - # mine\n    title: a\n    done: true\n");
    assert_move("{week: 2019-08-04, also: [a]}", "+1", ".", NULL,
                "{week: 2019-08-04, goals: [{title: a, done: true}], also: []}");
}

static void entries_are_reordered(void **state)
{
    (void)state;
    assert_move(WEEK "also:\n  - a\n  - b\n", "+1", "+", NULL, WEEK "also:\n  - b\n  - a\n");
    assert_move(WEEK "also: [a, b]\n", "+2", "+", "+1", WEEK "also: [b, a]\n");
}

static void assert_move_refused(const char *before, const char *item, const char *message)
{
    fixture = begin(wp_str(before));
    assert_int_equal(wp_edit_move(&fixture.edit, fixture.week, find(item), &fixture.week->also,
                                  NULL, &fixture.error),
                     WP_INVALID);
    assert_string_equal(fixture.error.message, message);
    end(&fixture);
}

static void what_also_cannot_take_is_refused(void **state)
{
    (void)state;
    assert_move_refused(WEEK "goals:\n  - a\n", "1", "item 1 is not done, and all in 'also' is");
    assert_move_refused(WEEK "goals:\n  - {title: a, done: true, subtasks: [b]}\n", "1",
                        "item 1 has subtasks, and 'also' takes none (move them first)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_first_entry_is_below_the_goals),
        cmocka_unit_test(further_entries_are_below_the_last),
        cmocka_unit_test(the_first_goal_is_above_also),
        cmocka_unit_test(both_lists_in_one_edit),
        cmocka_unit_test(keys_of_an_entry_change),
        cmocka_unit_test(the_key_is_removed_with_the_last_entry),
        cmocka_unit_test(a_goal_becomes_an_entry),
        cmocka_unit_test(an_entry_becomes_an_item),
        cmocka_unit_test(entries_are_reordered),
        cmocka_unit_test(what_also_cannot_take_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
