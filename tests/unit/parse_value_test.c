/* Parsing a text as the value of a key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plan/item_value.h"
#include "plan/keys.h"
#include "plan/parse_value.h"

static struct wp_arena *arena;

static int make_arena(void **state)
{
    (void)state;
    arena = wp_arena_new(256);
    return arena == NULL;
}

static int free_arena(void **state)
{
    (void)state;
    wp_arena_free(arena);
    return 0;
}

static struct wp_item read_as(enum wp_key key, const char *text)
{
    struct wp_item item = wp_item_empty();
    const char *problem = wp_item_parse_value(&item, key, wp_str(text), arena);

    if (problem != NULL)
        fail_msg("%s: '%s' %s", wp_keys[key].name, text, problem);
    return item;
}

static void test_each_key_has_its_own_type(void **state)
{
    const wp_day day = wp_day_of((struct wp_date){2019, 8, 5});

    (void)state;
    assert_true(wp_str_equal_c(read_as(WP_KEY_TITLE, "yes").title, "yes"));
    assert_true(wp_str_equal_c(read_as(WP_KEY_NOTE, "a\nb\r\n\n").note, "a\nb"));
    assert_true(wp_str_equal_c(read_as(WP_KEY_ID, "a-1").id, "a-1"));
    assert_int_equal(read_as(WP_KEY_DUE, "2019-08-05").due, day);
    assert_true(read_as(WP_KEY_DONE, "true").done);
    assert_false(read_as(WP_KEY_DONE, "false").done);
    assert_int_equal(read_as(WP_KEY_DONE, "2019-08-05").done_on, day);
    assert_int_equal(read_as(WP_KEY_DROPPED, "2019-08-05").dropped_on, day);
    assert_true(wp_str_equal_c(read_as(WP_KEY_DROPPED, "rain").dropped_reason, "rain"));
    assert_false(read_as(WP_KEY_DROPPED, "false").dropped);
    assert_false(read_as(WP_KEY_DROPPED, "false\n").dropped);
    assert_int_equal(read_as(WP_KEY_DROPPED, "2019-08-05\n").dropped_on, day);
    assert_true(wp_str_equal_c(read_as(WP_KEY_DROPPED, "rain\n\n").dropped_reason, "rain"));
    assert_int_equal(read_as(WP_KEY_SKIP, "true\n").skip_reason.length, 0);
    assert_true(wp_str_equal_c(read_as(WP_KEY_SKIP, "2019-08-05").skip_reason, "2019-08-05"));
    assert_int_equal(read_as(WP_KEY_PROGRESS, "2/3 talks").progress_value.of, 3 * WP_DECIMAL_ONE);
    assert_int_equal(read_as(WP_KEY_WEIGHT, "0.5").weight, WP_DECIMAL_ONE / 2);
    assert_int_equal(read_as(WP_KEY_WEIGHT, "1000000").weight, 1000000 * WP_DECIMAL_ONE);
    assert_int_equal(read_as(WP_KEY_CARRIED, "9999").carried, 9999);
    assert_true(read_as(WP_KEY_REPEAT, "weekly").weekly);
    assert_int_equal(read_as(WP_KEY_TAGS, "a, b").tags.count, 1);
}

/* If a text is refused, the item does not change. */
static void test_refused(void **state)
{
    static const struct {
        enum wp_key key;
        const char *text;
    } refused[] = {
        {WP_KEY_TITLE, " \n"},
        {WP_KEY_ID, "1"},
        {WP_KEY_ID, ""},
        {WP_KEY_DUE, "fri"},
        {WP_KEY_DUE, "2019-02-30"},
        {WP_KEY_DONE, "yes"},
        {WP_KEY_DONE, ""},
        {WP_KEY_DONE, "2019-8-4"},
        {WP_KEY_DROPPED, "No"},
        {WP_KEY_DROPPED, "2019-8-4"},
        {WP_KEY_DROPPED, " "},
        {WP_KEY_SKIP, "~"},
        {WP_KEY_SKIP, "2019-02-30"},
        {WP_KEY_PROGRESS, "3"},
        {WP_KEY_PROGRESS, "101%"},
        {WP_KEY_PROGRESS, "1/0"},
        {WP_KEY_WEIGHT, "0"},
        {WP_KEY_WEIGHT, "1000000.000001"},
        {WP_KEY_WEIGHT, "1e3"},
        {WP_KEY_CARRIED, "0"},
        {WP_KEY_CARRIED, "10000"},
        {WP_KEY_CARRIED, "1.0"},
        {WP_KEY_REPEAT, "daily"},
    };
    const struct wp_item blank = wp_item_empty();

    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        struct wp_item item = wp_item_empty();

        assert_non_null(wp_item_parse_value(&item, refused[i].key, wp_str(refused[i].text), arena));
        assert_true(wp_item_value_equal(&item, &blank, refused[i].key));
    }
}

/* A second value of the same key replaces the whole first value. */
static void test_the_last_one_counts(void **state)
{
    struct wp_item item = read_as(WP_KEY_DROPPED, "rain");

    (void)state;
    assert_null(wp_item_parse_value(&item, WP_KEY_DROPPED, wp_str("2019-08-05"), arena));
    assert_int_equal(item.dropped_reason.length, 0);
    assert_null(wp_item_parse_value(&item, WP_KEY_DROPPED, wp_str("rain"), arena));
    assert_int_equal(item.dropped_on, WP_NO_DAY);
    assert_null(wp_item_parse_value(&item, WP_KEY_DROPPED, wp_str("true"), arena));
    assert_int_equal(item.dropped_reason.length, 0);
}

static void test_a_list_grows(void **state)
{
    struct wp_item item = read_as(WP_KEY_LINKS, "a");
    const struct wp_list before = item.links;

    (void)state;
    assert_null(wp_item_parse_value(&item, WP_KEY_LINKS, wp_str("b"), arena));
    assert_int_equal(item.links.count, 2);
    assert_true(wp_str_equal_c(item.links.items[0], "a"));
    assert_true(wp_str_equal_c(item.links.items[1], "b"));
    assert_true(before.items != item.links.items);
    assert_int_equal(item.tags.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_key_has_its_own_type),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_the_last_one_counts),
        cmocka_unit_test(test_a_list_grows),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
