/* Values of an item by key: compare, copy, and format. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plan/item_value.h"
#include "plan/keys.h"
#include "plan/progress_value.h"

static struct wp_str words[] = {WP_STR("a"), WP_STR("b")};

/* Return an item with a value for each key. */
static struct wp_item full_item(void)
{
    return (struct wp_item){
        .title = WP_STR("Sail"),
        .note = WP_STR("far"),
        .review = WP_STR("wide"),
        .id = WP_STR("sail"),
        .progress_value = {true, 1, 2, WP_STR("trips")},
        .weight = WP_DECIMAL_ONE,
        .done = true,
        .dropped = true,
        .done_on = 1,
        .dropped_on = 2,
        .dropped_reason = WP_STR("rain"),
        .due = 3,
        .carried = 4,
        .weekly = true,
        .tags = {words, 1},
        .links = {words, 2},
        .skip = true,
        .skip_reason = WP_STR("calm"),
    };
}

static bool has_value(enum wp_key key)
{
    return !wp_key_holds_items(key) && key != WP_KEY_WEEK;
}

static void test_each_key_is_one_of_its_own(void **state)
{
    const struct wp_item full = full_item();
    const struct wp_item blank = wp_item_empty();

    (void)state;
    for (enum wp_key key = 0; key < WP_KEY_COUNT; key++) {
        struct wp_item item = wp_item_empty();

        assert_false(wp_item_has(&blank, key));
        assert_int_equal(wp_item_has(&full, key), has_value(key));
        assert_int_equal(wp_item_value_equal(&full, &blank, key), !has_value(key));
        wp_item_value_copy(&item, &full, key);
        for (enum wp_key other = 0; other < WP_KEY_COUNT; other++) {
            assert_int_equal(wp_item_has(&item, other), other == key && has_value(key));
            assert_true(wp_item_value_equal(&item, other == key ? &full : &blank, other));
        }
    }
}

static void test_lists_are_had_with_subtasks(void **state)
{
    struct wp_item child = wp_item_empty();
    struct wp_item item = wp_item_empty();

    (void)state;
    assert_false(wp_item_has(&item, WP_KEY_SUBTASKS));
    item.first = &child;
    assert_true(wp_item_has(&item, WP_KEY_SUBTASKS));
    assert_true(wp_item_has(&item, WP_KEY_GOALS));
}

/* Values with several parts differ if one part differs. */
static void test_every_part_counts(void **state)
{
    const struct wp_item full = full_item();
    struct wp_item item = full;

    (void)state;
    item.done_on = WP_NO_DAY;
    assert_false(wp_item_value_equal(&item, &full, WP_KEY_DONE));
    item = full;
    item.dropped_on = WP_NO_DAY;
    assert_false(wp_item_value_equal(&item, &full, WP_KEY_DROPPED));
    item = full;
    item.dropped_reason = wp_str("");
    assert_false(wp_item_value_equal(&item, &full, WP_KEY_DROPPED));
    item = full;
    item.skip_reason = wp_str("");
    assert_false(wp_item_value_equal(&item, &full, WP_KEY_SKIP));
    item = full;
    item.progress_value.have++;
    assert_false(wp_item_value_equal(&item, &full, WP_KEY_PROGRESS));
    item = full;
    item.progress_value.of++;
    assert_false(wp_item_value_equal(&item, &full, WP_KEY_PROGRESS));
    item = full;
    item.progress_value.unit = wp_str("");
    assert_false(wp_item_value_equal(&item, &full, WP_KEY_PROGRESS));
    item = full;
    item.links = (struct wp_list){(struct wp_str[]){words[0], words[0]}, 2};
    assert_false(wp_item_value_equal(&item, &full, WP_KEY_LINKS));
    item.links = (struct wp_list){words, 1};
    assert_false(wp_item_value_equal(&item, &full, WP_KEY_LINKS));
}

static void assert_measure(const char *text, enum wp_progress_value_result expected,
                           const char *again)
{
    struct wp_progress_value measure = {.given = true};
    struct wp_buf buf = WP_BUF_INIT;

    assert_int_equal(wp_progress_value_parse(wp_str(text), &measure, &measure.unit), expected);
    if (again != NULL) {
        wp_progress_value_format(&buf, &measure);
        assert_string_equal(buf.data, again);
        wp_buf_free(&buf);
    }
}

static void test_measures(void **state)
{
    static const char *const malformed[] = {"",       "60",     "%",        "60 %",  "-1/2",
                                            "1/",     "/2",     "1/2talks", "1 /2",  "1/ 2",
                                            "1e1/20", "010/20", "1,5%",     "60%/2", "+1/2"};

    (void)state;
    assert_measure("60%", WP_PROGRESS_VALUE_VALID, "60%");
    assert_measure("0%", WP_PROGRESS_VALUE_VALID, "0%");
    assert_measure("12.50%", WP_PROGRESS_VALUE_VALID, "12.5%");
    assert_measure("15/17", WP_PROGRESS_VALUE_VALID, "15/17");
    assert_measure("2/3  short talks ", WP_PROGRESS_VALUE_VALID, "2/3 short talks");
    assert_measure("7/5 laps", WP_PROGRESS_VALUE_VALID, "7/5 laps");
    assert_measure("60/100 %", WP_PROGRESS_VALUE_VALID, "60%");
    assert_measure("120/100 %", WP_PROGRESS_VALUE_VALID, "120/100 %");
    assert_measure("5/10 %", WP_PROGRESS_VALUE_VALID, "5/10 %");
    assert_measure("100.1%", WP_PROGRESS_VALUE_OVER_100, NULL);
    assert_measure("1/0", WP_PROGRESS_VALUE_OF_ZERO, NULL);
    for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++)
        assert_measure(malformed[i], WP_PROGRESS_VALUE_MALFORMED, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_key_is_one_of_its_own),
        cmocka_unit_test(test_lists_are_had_with_subtasks),
        cmocka_unit_test(test_every_part_counts),
        cmocka_unit_test(test_measures),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
