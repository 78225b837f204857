/* The table of the keys of the plan format. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "plan/keys.h"

static void every_key_is_described(void **state)
{
    (void)state;
    for (int key = 0; key < WP_KEY_COUNT; key++) {
        assert_non_null(wp_keys[key].name);
        assert_non_null(wp_keys[key].help);
        assert_int_not_equal(wp_keys[key].where, 0);
        assert_int_equal(wp_key_find(wp_str(wp_keys[key].name)), key);
    }
}

/* Offset 0 in an item is its member `parent`, so a key with offset 0 has no member. */
static void a_key_has_the_members_of_its_kind(void **state)
{
    (void)state;
    for (int key = 0; key < WP_KEY_COUNT; key++) {
        const struct wp_key_spec *spec = &wp_keys[key];
        enum wp_kind kind = spec->kind;

        assert_int_equal(spec->value != 0, kind != WP_KIND_WEEK && kind != WP_KIND_ITEMS);
        assert_int_equal(spec->day != 0,
                         kind == WP_KIND_DAY_OR_YES || kind == WP_KIND_DAY_REASON_YES);
        assert_int_equal(spec->reason != 0,
                         kind == WP_KIND_REASON_OR_YES || kind == WP_KIND_DAY_REASON_YES);
    }
}

static void every_key_has_one_place_in_the_order(void **state)
{
    unsigned seen = 0;

    (void)state;
    for (int i = 0; i < WP_KEY_COUNT; i++)
        seen |= 1u << wp_key_order[i];
    assert_int_equal(seen, (1u << WP_KEY_COUNT) - 1);
}

static void keys_are_found_by_their_exact_names(void **state)
{
    (void)state;
    assert_int_equal(wp_key_find(wp_str("done")), WP_KEY_DONE);
    assert_int_equal(wp_key_find(wp_str("Done")), -1);
    assert_int_equal(wp_key_find(wp_str("don")), -1);
    assert_int_equal(wp_key_find(wp_str("dones")), -1);
    assert_int_equal(wp_key_find(wp_str("")), -1);
    assert_int_equal(wp_key_find(wp_str("x-mood")), WP_KEY_EXTRA);
    assert_int_equal(wp_key_find(wp_str("x-")), WP_KEY_EXTRA);
    assert_int_equal(wp_key_find(wp_str("x")), -1);
    assert_int_equal(wp_key_find(wp_str("X-mood")), -1);
}

static void where_keys_may_stand(void **state)
{
    (void)state;
    assert_int_equal(wp_keys[WP_KEY_WEEK].where, WP_ON_WEEK);
    assert_int_equal(wp_keys[WP_KEY_SKIP].where, WP_ON_WEEK);
    assert_int_equal(wp_keys[WP_KEY_GOALS].where, WP_ON_WEEK);
    assert_int_equal(wp_keys[WP_KEY_REPEAT].where, WP_ON_GOAL);
    assert_int_equal(wp_keys[WP_KEY_ALSO].where, WP_ON_WEEK);
    assert_int_equal(wp_keys[WP_KEY_REVIEW].where, WP_ON_WEEK);
    assert_int_equal(wp_keys[WP_KEY_TITLE].where, WP_ON_WEEK | WP_ON_ITEM | WP_ON_ALSO);
    assert_int_equal(wp_keys[WP_KEY_NOTE].where, WP_ON_DOCUMENT | WP_ON_ITEM | WP_ON_ALSO);
    assert_int_equal(wp_keys[WP_KEY_LATER].where, WP_ON_LATER);
    assert_int_equal(wp_keys[WP_KEY_SUBTASKS].where, WP_ON_ITEM);
    assert_int_equal(wp_keys[WP_KEY_DONE].where, WP_ON_ITEM | WP_ON_ALSO);
    assert_int_equal(wp_keys[WP_KEY_DUE].where, WP_ON_ITEM);
}

static void assert_suggests(const char *name, unsigned where, const char *key)
{
    const char *found = wp_key_suggest(wp_str(name), where);

    if (key == NULL)
        assert_null(found);
    else
        assert_true(found != NULL && strcmp(found, key) == 0);
}

static void the_nearest_key_is_suggested(void **state)
{
    (void)state;
    assert_suggests("subtaks", WP_ON_GOAL, "subtasks");
    assert_suggests("Done", WP_ON_SUBTASK, "done");
    assert_suggests("dnoe", WP_ON_GOAL, "done");
    assert_suggests("wieght", WP_ON_GOAL, "weight");
    assert_suggests("goal", WP_ON_WEEK, "goals");
    assert_suggests("goal", WP_ON_GOAL, NULL);
    assert_suggests("repeats", WP_ON_GOAL, "repeat");
    assert_suggests("repeats", WP_ON_SUBTASK, NULL);
    assert_suggests("Ship it", WP_ON_GOAL, NULL);
    assert_suggests("", WP_ON_GOAL, NULL);
}

static void a_synonym_is_suggested(void **state)
{
    (void)state;
    assert_suggests("name", WP_ON_GOAL, "title");
    assert_suggests("Name", WP_ON_WEEK, "title");
    assert_suggests("deadline", WP_ON_SUBTASK, "due");
    assert_suggests("by", WP_ON_GOAL, "due");
    assert_suggests("date", WP_ON_GOAL, "due");
    assert_suggests("date", WP_ON_WEEK, "week");
    assert_suggests("tag", WP_ON_GOAL, "tags");
    assert_suggests("link", WP_ON_GOAL, "links");
    assert_suggests("url", WP_ON_GOAL, "links");
    assert_suggests("priority", WP_ON_GOAL, "weight");
    assert_suggests("comment", WP_ON_WEEK, "note");
    assert_suggests("description", WP_ON_GOAL, "note");
    assert_suggests("percent", WP_ON_GOAL, "progress");
    assert_suggests("tasks", WP_ON_GOAL, "subtasks");
    assert_suggests("tasks", WP_ON_WEEK, "goals");
    /* not if the mapping has no such key */
    assert_suggests("deadline", WP_ON_WEEK, NULL);
    assert_suggests("deadlines that are long", WP_ON_GOAL, NULL);
}

static void ids(void **state)
{
    static const char *const valid[] = {"a", "Z", "round-1", "a_b", "x9"};
    static const char *const invalid[] = {"",    "1",   "-a",       "_a",
                                          "a b", "a.b", "\xC3\xA9", "a\xC3\xA9"};

    (void)state;
    for (size_t i = 0; i < sizeof valid / sizeof valid[0]; i++)
        assert_true(wp_item_id_is_valid(wp_str(valid[i])));
    for (size_t i = 0; i < sizeof invalid / sizeof invalid[0]; i++)
        assert_false(wp_item_id_is_valid(wp_str(invalid[i])));
    assert_false(wp_item_id_is_valid((struct wp_str)WP_STR("a\0")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_is_described),
        cmocka_unit_test(a_key_has_the_members_of_its_kind),
        cmocka_unit_test(every_key_has_one_place_in_the_order),
        cmocka_unit_test(keys_are_found_by_their_exact_names),
        cmocka_unit_test(where_keys_may_stand),
        cmocka_unit_test(the_nearest_key_is_suggested),
        cmocka_unit_test(a_synonym_is_suggested),
        cmocka_unit_test(ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
