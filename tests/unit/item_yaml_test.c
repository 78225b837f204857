/* Items and values written as YAML are read as the same items and values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "edit/expected_week.h"
#include "edit/item_yaml.h"
#include "plan/item_value.h"
#include <weekplan/plan.h>

#include "load_goals.h"

static const struct wp_style style = {"\n", 2, WP_QUOTES_NONE, WP_QUOTES_NONE, WP_QUOTES_NONE};

static void assert_value(const struct wp_item *item, enum wp_key key, const char *expected)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_item_yaml_value(&buf, item, key, 4, false, &style);
    assert_string_equal(buf.data, expected);
    wp_buf_free(&buf);
}

static void test_values(void **state)
{
    struct wp_str tags[] = {WP_STR("a"), WP_STR("b, c")};
    struct wp_item item = wp_item_empty();

    (void)state;
    assert_value(&item, WP_KEY_DONE, " false");
    item.done = true;
    assert_value(&item, WP_KEY_DONE, " true");
    assert_true(wp_day_parse(wp_str("2019-08-06"), &item.done_on));
    assert_value(&item, WP_KEY_DONE, " 2019-08-06");
    item.dropped = true;
    assert_value(&item, WP_KEY_DROPPED, " true");
    item.dropped_reason = wp_str("no: wind");
    assert_value(&item, WP_KEY_DROPPED, " \"no: wind\"");
    item.progress_value = (struct wp_progress_value){true, 2500000, 3000000, WP_STR("talks")};
    assert_value(&item, WP_KEY_PROGRESS, " 2.5/3 talks");
    item.weight = 125000;
    assert_value(&item, WP_KEY_WEIGHT, " 0.125");
    item.tags = (struct wp_list){tags, 2};
    assert_value(&item, WP_KEY_TAGS, " [a, \"b, c\"]");
}

static void test_notes(void **state)
{
    struct wp_item item = wp_item_empty();

    (void)state;
    item.note = wp_str("one line");
    assert_value(&item, WP_KEY_NOTE, " one line");
    item.note = wp_str("one\n\n  - two\n# three");
    assert_value(&item, WP_KEY_NOTE, " |\n      one\n\n        - two\n      # three");
    item.note = wp_str(" one\ntwo");
    assert_value(&item, WP_KEY_NOTE, " \" one\\ntwo\"");
    item.note = wp_str("\none");
    assert_value(&item, WP_KEY_NOTE, " \"\\none\"");
    item.note = wp_str("one\n\x1B");
    assert_value(&item, WP_KEY_NOTE, " \"one\\n\\e\"");
}

static void test_items(void **state)
{
    struct wp_item goal = wp_item_empty();
    struct wp_item first = wp_item_empty();
    struct wp_item second = wp_item_empty();
    struct wp_buf buf = WP_BUF_INIT;
    struct wp_week *week;

    (void)state;
    goal.title = wp_str("Sail");
    goal.note = wp_str("far\nand wide");
    goal.weekly = true;
    goal.first = &first;
    first.title = wp_str("Hoist");
    first.next = &second;
    second.title = wp_str("yes");
    second.done = true;
    wp_item_yaml_items(
        &buf, &goal, 2,
        &(struct wp_style){"\r\n", 0, WP_QUOTES_NONE, WP_QUOTES_NONE, WP_QUOTES_NONE});
    assert_string_equal(buf.data, "  - title: Sail\r\n"
                                  "    repeat: weekly\r\n"
                                  "    note: |\r\n"
                                  "      far\r\n"
                                  "      and wide\r\n"
                                  "    subtasks:\r\n"
                                  "    - Hoist\r\n"
                                  "    - title: \"yes\"\r\n"
                                  "      done: true\r\n");
    wp_buf_clear(&buf);
    wp_buf_puts(&buf, "\n");
    wp_item_yaml_items(&buf, &goal, 0, &style);
    week = load(wp_buf_str(&buf));
    assert_true(wp_expected_week_matches(&(struct wp_expected_week){.root = &goal, .also = &goal},
                                         week->root.first));
    wp_week_free(week);
    wp_buf_free(&buf);
}

static void assert_written_in(const struct wp_item *item, enum wp_key key, enum wp_quotes quotes,
                              const char *replaced, const char *new)
{
    const struct wp_style own = {"\n", 2, quotes, quotes, WP_QUOTES_NONE};
    struct wp_buf buf = WP_BUF_INIT;

    wp_item_yaml_value(&buf, item, key, 4, false, &own);
    assert_string_equal(buf.data, replaced);
    wp_buf_clear(&buf);
    wp_item_yaml_entry(&buf, item, key, 4, false, &own);
    assert_string_equal(buf.data, new);
    wp_buf_free(&buf);
}

/* A changed value keeps its quotes. A new value gets quotes only if its type is a text. */
static void test_quotes_of_values(void **state)
{
    struct wp_str tags[] = {WP_STR("a"), WP_STR("b'c")};
    struct wp_item item = wp_item_empty();

    (void)state;
    assert_written_in(&item, WP_KEY_DONE, WP_QUOTES_SINGLE, " 'false'", "done: false");
    assert_true(wp_day_parse(wp_str("2019-08-06"), &item.due));
    assert_written_in(&item, WP_KEY_DUE, WP_QUOTES_DOUBLE, " \"2019-08-06\"", "due: 2019-08-06");
    item.weight = 125000;
    assert_written_in(&item, WP_KEY_WEIGHT, WP_QUOTES_SINGLE, " '0.125'", "weight: 0.125");
    item.carried = 2;
    assert_written_in(&item, WP_KEY_CARRIED, WP_QUOTES_DOUBLE, " \"2\"", "carried: 2");
    item.weekly = true;
    assert_written_in(&item, WP_KEY_REPEAT, WP_QUOTES_SINGLE, " 'weekly'", "repeat: weekly");
    item.progress_value = (struct wp_progress_value){true, 2500000, 3000000, WP_STR("talks")};
    assert_written_in(&item, WP_KEY_PROGRESS, WP_QUOTES_DOUBLE, " \"2.5/3 talks\"",
                      "progress: 2.5/3 talks");
    item.id = wp_str("hull");
    assert_written_in(&item, WP_KEY_ID, WP_QUOTES_DOUBLE, " \"hull\"", "id: hull");
    item.dropped = true;
    assert_written_in(&item, WP_KEY_DROPPED, WP_QUOTES_DOUBLE, " \"true\"", "dropped: true");
    item.dropped_reason = wp_str("no wind");
    assert_written_in(&item, WP_KEY_DROPPED, WP_QUOTES_SINGLE, " 'no wind'", "dropped: 'no wind'");
    item.tags = (struct wp_list){tags, 2};
    assert_written_in(&item, WP_KEY_TAGS, WP_QUOTES_SINGLE, " ['a', 'b''c']",
                      "tags: ['a', 'b''c']");
    item.note = wp_str("far");
    assert_written_in(&item, WP_KEY_NOTE, WP_QUOTES_DOUBLE, " \"far\"", "note: \"far\"");
    item.note = wp_str("far\naway");
    assert_written_in(&item, WP_KEY_NOTE, WP_QUOTES_DOUBLE, " |\n      far\n      away",
                      "note: |\n      far\n      away");
}

static void assert_written_with_keys(const struct wp_item *item, enum wp_key key,
                                     const char *written)
{
    const struct wp_style own = {"\n", 2, WP_QUOTES_DOUBLE, WP_QUOTES_DOUBLE, WP_QUOTES_SINGLE};
    struct wp_buf buf = WP_BUF_INIT;

    wp_item_yaml_entry(&buf, item, key, 4, true, &own);
    assert_string_equal(buf.data, written);
    wp_buf_free(&buf);
}

/* With quoted keys, as in JSON, numbers and booleans have no quotes. */
static void test_quotes_of_keys(void **state)
{
    struct wp_item item = wp_item_empty();

    (void)state;
    item.title = wp_str("Read");
    assert_written_with_keys(&item, WP_KEY_TITLE, "'title': \"Read\"");
    item.done = true;
    assert_written_with_keys(&item, WP_KEY_DONE, "'done': true");
    assert_true(wp_day_parse(wp_str("2019-08-06"), &item.done_on));
    assert_written_with_keys(&item, WP_KEY_DONE, "'done': '2019-08-06'");
    item.weight = 125000;
    assert_written_with_keys(&item, WP_KEY_WEIGHT, "'weight': 0.125");
    item.carried = 2;
    assert_written_with_keys(&item, WP_KEY_CARRIED, "'carried': 2");
    item.weekly = true;
    assert_written_with_keys(&item, WP_KEY_REPEAT, "'repeat': 'weekly'");
    item.progress_value = (struct wp_progress_value){true, 2500000, 3000000, WP_STR("talks")};
    assert_written_with_keys(&item, WP_KEY_PROGRESS, "'progress': '2.5/3 talks'");
    item.id = wp_str("hull");
    assert_written_with_keys(&item, WP_KEY_ID, "'id': 'hull'");
    item.skip = true;
    assert_written_with_keys(&item, WP_KEY_SKIP, "'skip': true");
    item.skip_reason = wp_str("ill");
    assert_written_with_keys(&item, WP_KEY_SKIP, "'skip': \"ill\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),         cmocka_unit_test(test_notes),
        cmocka_unit_test(test_items),          cmocka_unit_test(test_quotes_of_values),
        cmocka_unit_test(test_quotes_of_keys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
