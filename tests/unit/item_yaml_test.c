/* Values and items as YAML: what is written reads back as the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "edit/expected_week.h"
#include "edit/item_yaml.h"
#include "plan/value.h"
#include <weekplan/plan.h>

static const struct wp_style style = {"\n", 2, WP_QUOTES_NONE, WP_QUOTES_NONE, WP_QUOTES_NONE};

static void assert_string(struct wp_str text, bool flow, const char *expected)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_scalar_write(&buf, text, flow, WP_QUOTES_NONE);
    assert_string_equal(buf.data, expected);
    wp_buf_free(&buf);
}

static void test_plain_where_it_can_be(void **state)
{
    static const char *const plain[] = {
        "Read",   "a:b", "a#b",       "it's",  "say \"hi\"", "15/17 units", "100%", "C:\\temp",
        "Ünïcôd", "🎯",   "yes, sure", "x - y", "e.g.",       "nonsense",    "trues"};

    (void)state;
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        assert_string(wp_str(plain[i]), false, plain[i]);
}

static void test_quoted_where_another_reader_would_guess(void **state)
{
    static const char *const quoted[] = {
        "yes",  "No",         "ON",    "y",     "~",   "Null", "true", "12:30", "007", "1e3",
        "0x1F", "2019-08-05", "1_000", "+1",    ".5",  ".inf", ".NaN", "<<",    "=",   "- x",
        "-",    "a: b",       "a #b",  "ends:", " a",  "a ",   "#1",   "@home", "*",   "&a",
        "!t",   "|",          ">",     "%d",    "`a`", "?",    "[x]",  "{a}",   ","};

    (void)state;
    for (size_t i = 0; i < sizeof quoted / sizeof quoted[0]; i++) {
        struct wp_buf expected = WP_BUF_INIT;

        wp_buf_printf(&expected, "\"%s\"", quoted[i]);
        assert_string(wp_str(quoted[i]), false, expected.data);
        wp_buf_free(&expected);
    }
    assert_string(wp_str(""), false, "\"\"");
}

static void test_flow_is_stricter(void **state)
{
    (void)state;
    assert_string(wp_str("a, b"), false, "a, b");
    assert_string(wp_str("a, b"), true, "\"a, b\"");
    assert_string(wp_str("f(x) [1]"), false, "f(x) [1]");
    assert_string(wp_str("f(x) [1]"), true, "\"f(x) [1]\"");
    assert_string(wp_str("a:}"), true, "\"a:}\"");
}

static void test_escapes(void **state)
{
    static const struct wp_str nul = WP_STR("a\0b");

    (void)state;
    assert_string(nul, false, "\"a\\0b\"");
    assert_string(wp_str("tab\tline\nreturn\r"), false, "\"tab\\tline\\nreturn\\r\"");
    assert_string(wp_str("\x1B[31m"), false, "\"\\e[31m\"");
    assert_string(wp_str("\"\\\n"), false, "\"\\\"\\\\\\n\"");
    assert_string(wp_str("\xC2\x85\xE2\x80\xA8\xE2\x80\xA9"), false, "\"\\N\\L\\P\"");
    assert_string(wp_str("\x7F\xC2\x9B\xEF\xBB\xBF\xEF\xBF\xBE"), false,
                  "\"\\x7F\\x9B\\uFEFF\\uFFFE\"");
}

/* Loads the items that a week of these goals has, in block or flow style. */
static struct wp_week *load(struct wp_str goals)
{
    struct wp_buf text = WP_BUF_INIT;
    struct wp_error error = {.status = WP_OK};
    struct wp_problems problems = {&error, 1, 0, 0, 0};
    struct wp_week *week = NULL;

    wp_buf_puts(&text, "week: 2019-08-04\ngoals:");
    wp_buf_append(&text, goals);
    wp_week_load(wp_buf_str(&text), 0, 1, &week, &problems);
    if (week == NULL)
        print_error("%s in\n%s\n", error.message, text.data);
    wp_buf_free(&text);
    assert_non_null(week);
    return week;
}

static void assert_reads_back(struct wp_str title, enum wp_quotes quotes)
{
    struct wp_buf goals = WP_BUF_INIT;
    struct wp_week *week;

    wp_buf_puts(&goals, " [");
    wp_scalar_write(&goals, title, true, quotes);
    wp_buf_puts(&goals, ", {title: ");
    wp_scalar_write(&goals, title, true, quotes);
    wp_buf_puts(&goals, "}]\n");
    week = load(wp_buf_str(&goals));
    assert_true(wp_str_equal(week->root.first->title, title));
    assert_true(wp_str_equal(week->root.first->next->title, title));
    wp_week_free(week);

    wp_buf_clear(&goals);
    wp_buf_puts(&goals, "\n- ");
    wp_scalar_write(&goals, title, false, quotes);
    wp_buf_puts(&goals, "\n- title: ");
    wp_scalar_write(&goals, title, false, quotes);
    wp_buf_puts(&goals, "\n");
    week = load(wp_buf_str(&goals));
    assert_true(wp_str_equal(week->root.first->title, title));
    assert_true(wp_str_equal(week->root.first->next->title, title));
    wp_week_free(week);
    wp_buf_free(&goals);
}

/* Every string of up to three characters that matter to YAML. */
static void test_all_short_strings_read_back(void **state)
{
    static const char marks[] = "a1 -:#,[]{}?&*!|>'\"%@`~=.<\\\t";
    const size_t count = sizeof marks - 1;

    (void)state;
    for (size_t i = 0; i < count * count * count; i++) {
        char title[] = {marks[i % count], marks[i / count % count], marks[i / count / count], '\0'};

        if (wp_str_trim(wp_str(title)).length == 0)
            continue;
        assert_reads_back(wp_str(title), WP_QUOTES_NONE);
        assert_reads_back(wp_str(title), WP_QUOTES_SINGLE);
    }
}

static void assert_quoted(const char *text, enum wp_quotes quotes, const char *expected)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_scalar_write(&buf, wp_str(text), false, quotes);
    assert_string_equal(buf.data, expected);
    wp_buf_free(&buf);
}

static void test_quotes_as_asked_for(void **state)
{
    (void)state;
    assert_quoted("Read", WP_QUOTES_SINGLE, "'Read'");
    assert_quoted("it's", WP_QUOTES_SINGLE, "'it''s'");
    assert_quoted("'", WP_QUOTES_SINGLE, "''''");
    assert_quoted("C:\\temp \"x\"", WP_QUOTES_SINGLE, "'C:\\temp \"x\"'");
    assert_quoted(" a ", WP_QUOTES_SINGLE, "' a '");
    assert_quoted("", WP_QUOTES_SINGLE, "''");
    assert_quoted("Ünïcôd 🎯", WP_QUOTES_SINGLE, "'Ünïcôd 🎯'");
    assert_quoted("Read", WP_QUOTES_DOUBLE, "\"Read\"");
    assert_quoted("say \"hi\"", WP_QUOTES_DOUBLE, "\"say \\\"hi\\\"\"");
}

/* What needs an escape, or would be on two lines. */
static void test_double_quotes_where_single_ones_cannot_be(void **state)
{
    (void)state;
    assert_quoted("one\ntwo", WP_QUOTES_SINGLE, "\"one\\ntwo\"");
    assert_quoted("a\tb", WP_QUOTES_SINGLE, "\"a\\tb\"");
    assert_quoted("it's \x1B", WP_QUOTES_SINGLE, "\"it's \\e\"");
    assert_quoted("\xC2\x85", WP_QUOTES_SINGLE, "\"\\N\"");
}

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
    assert_true(
        wp_expected_week_matches(&(struct wp_expected_week){.root = &goal}, week->root.first));
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

/* Whatever a value is, it keeps its quotes; new ones are for texts alone. */
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

static void test_quotes_that_are_there(void **state)
{
    struct wp_week *week = load((struct wp_str)WP_STR("\n"
                                                      "- 'Sail'\n"
                                                      "- title: \"Row\"\n"
                                                      "  done:\n"
                                                      "  tags: [ 'a', b]\n"
                                                      "  links:\n"
                                                      "  - \"x\"\n"
                                                      "  due: 2019-08-06\n"));
    const struct wp_item *sail = week->root.first;
    const struct wp_item *row = sail->next;

    (void)state;
    assert_int_equal(wp_style_quotes_of(week->text, sail, WP_KEY_TITLE), WP_QUOTES_SINGLE);
    assert_int_equal(wp_style_quotes_of(week->text, sail, WP_KEY_NOTE), WP_QUOTES_NONE);
    assert_int_equal(wp_style_quotes_of(week->text, row, WP_KEY_TITLE), WP_QUOTES_DOUBLE);
    assert_int_equal(wp_style_quotes_of(week->text, row, WP_KEY_DONE), WP_QUOTES_NONE);
    assert_int_equal(wp_style_quotes_of(week->text, row, WP_KEY_TAGS), WP_QUOTES_SINGLE);
    assert_int_equal(wp_style_quotes_of(week->text, row, WP_KEY_LINKS), WP_QUOTES_DOUBLE);
    assert_int_equal(wp_style_quotes_of(week->text, row, WP_KEY_DUE), WP_QUOTES_NONE);
    assert_int_equal(wp_style_quotes_of(week->text, &week->root, WP_KEY_TITLE), WP_QUOTES_NONE);
    wp_week_free(week);
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

/* As in JSON: numbers, true and false stand alone. */
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

/* The habit of texts as they are written, NULL at the end. */
static struct wp_habit habit_of(const char *const *texts)
{
    struct wp_habit habit = {.counts = {0}};

    for (; *texts != NULL; texts++) {
        struct wp_str text = wp_str(*texts);
        enum wp_quotes quotes = wp_quotes_at(text, 0);

        if (quotes != WP_QUOTES_NONE)
            text = wp_str_slice(text, 1, text.length - 2);
        wp_habit_add(&habit, text, quotes);
    }
    return habit;
}

static void test_a_habit_is_what_most_do_unasked(void **state)
{
    static const struct {
        const char *level[5];
        const char *week[5];
        enum wp_quotes keys;
        enum wp_quotes quotes;
    } cases[] = {
        {{"\"a\"", "\"b\"", "c"}, {NULL}, WP_QUOTES_NONE, WP_QUOTES_DOUBLE},
        {{"\"a\"", "b"}, {NULL}, WP_QUOTES_NONE, WP_QUOTES_NONE},
        {{"'a'", "\"b\""}, {NULL}, WP_QUOTES_NONE, WP_QUOTES_NONE},
        {{"a", "'b: c'"}, {NULL}, WP_QUOTES_NONE, WP_QUOTES_NONE_OR_SINGLE},
        {{"a", "\"b: c\"", "\"d # e\""}, {NULL}, WP_QUOTES_NONE, WP_QUOTES_NONE},
        {{"a", "\"2019\"", "\"yes\"", "\"~\""}, {NULL}, WP_QUOTES_NONE, WP_QUOTES_NONE},
        /* One text is no habit, but shows which quotes there are. */
        {{"\"a\""}, {"\"a\""}, WP_QUOTES_NONE, WP_QUOTES_NONE},
        {{"'a'"}, {"'a'"}, WP_QUOTES_NONE, WP_QUOTES_NONE_OR_SINGLE},
        {{"\"a\"", "\"2019\""}, {"\"a\""}, WP_QUOTES_NONE, WP_QUOTES_NONE},
        /* The week decides. */
        {{"a"}, {"a", "'b'", "'c'"}, WP_QUOTES_NONE, WP_QUOTES_SINGLE},
        {{"\"a\""}, {"\"a\"", "b"}, WP_QUOTES_NONE, WP_QUOTES_NONE},
        {{NULL}, {"\"a\"", "\"b\""}, WP_QUOTES_NONE, WP_QUOTES_DOUBLE},
        {{"'a'", "'b'"}, {"\"c\"", "\"d\"", "\"e\""}, WP_QUOTES_NONE, WP_QUOTES_SINGLE},
        /* Beside quoted keys one text is enough. */
        {{NULL}, {NULL}, WP_QUOTES_DOUBLE, WP_QUOTES_DOUBLE},
        {{"a"}, {NULL}, WP_QUOTES_DOUBLE, WP_QUOTES_NONE},
        {{"'a'"}, {NULL}, WP_QUOTES_DOUBLE, WP_QUOTES_SINGLE},
        {{"'b: c'"}, {NULL}, WP_QUOTES_DOUBLE, WP_QUOTES_DOUBLE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_habit level = habit_of(cases[i].level);
        struct wp_habit week = habit_of(cases[i].week);

        assert_int_equal(wp_habit_quotes(&level, &week, cases[i].keys), cases[i].quotes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_where_it_can_be),
        cmocka_unit_test(test_quoted_where_another_reader_would_guess),
        cmocka_unit_test(test_flow_is_stricter),
        cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_quotes_as_asked_for),
        cmocka_unit_test(test_double_quotes_where_single_ones_cannot_be),
        cmocka_unit_test(test_all_short_strings_read_back),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_notes),
        cmocka_unit_test(test_items),
        cmocka_unit_test(test_quotes_of_values),
        cmocka_unit_test(test_quotes_that_are_there),
        cmocka_unit_test(test_quotes_of_keys),
        cmocka_unit_test(test_a_habit_is_what_most_do_unasked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
