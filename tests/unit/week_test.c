/* Reading a document as a week: its values, and their spans. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <weekplan/plan.h>

#define WEEK "week: 2019-08-04\n"

enum { PROBLEMS_MAX = 8 };

static struct wp_error list[PROBLEMS_MAX];
static struct wp_problems problems;
static struct wp_week *week;

static int forget(void **state)
{
    (void)state;
    wp_week_free(week);
    week = NULL;
    return 0;
}

static enum wp_status load(const char *text)
{
    wp_week_free(week);
    problems = (struct wp_problems){.list = list, .limit = PROBLEMS_MAX};
    return wp_week_load(wp_str(text), 0, 1, &week, &problems);
}

static const struct wp_item *load_goal(const char *text)
{
    if (load(text) != WP_OK)
        fail_msg("%s: line %llu: %s", text, (unsigned long long)list[0].line, list[0].message);
    assert_non_null(week->root.first);
    return week->root.first;
}

static void assert_text(struct wp_str text, const char *expected)
{
    if (!wp_str_equal_c(text, expected))
        fail_msg("<<%.*s>> is not <<%s>>", (int)text.length, text.data, expected);
}

static void assert_spanned(struct wp_span span, const char *expected)
{
    assert_text(wp_str_slice(week->text, span.offset, span.length), expected);
}

static wp_day day_of(const char *text)
{
    wp_day day = WP_NO_DAY;

    assert_true(wp_day_parse(wp_str(text), &day));
    return day;
}

static void what_an_item_says(void **state)
{
    const struct wp_item *goal = load_goal(
        WEEK
        "goals:\n"
        "- title: Read\n  id: read\n  note: |\n    One.\n    Two.\n\n  progress: 2.5/10 books\n"
        "  weight: 0.5\n  due: 2019-08-09\n  carried: 3\n  repeat: weekly\n"
        "  tags: [a, 'b c']\n  links: https://example.org\n");

    (void)state;
    assert_text(goal->title, "Read");
    assert_text(goal->id, "read");
    assert_text(goal->note, "One.\nTwo.");
    assert_true(goal->progress_value.given);
    assert_int_equal(goal->progress_value.have, 2500000);
    assert_int_equal(goal->progress_value.of, 10000000);
    assert_text(goal->progress_value.unit, "books");
    assert_int_equal(goal->weight, 500000);
    assert_int_equal(goal->due, day_of("2019-08-09"));
    assert_int_equal(goal->carried, 3);
    assert_true(goal->weekly);
    assert_int_equal(goal->tags.count, 2);
    assert_text(goal->tags.items[1], "b c");
    assert_int_equal(goal->links.count, 1);
    assert_text(goal->links.items[0], "https://example.org");
    assert_false(goal->done);
    assert_int_equal(goal->done_on, WP_NO_DAY);
}

static void what_is_not_said_has_its_default(void **state)
{
    const struct wp_item *goal = load_goal(WEEK "goals:\n- title: Read\n  id:\n  note:\n  due:\n"
                                                "  done:\n  dropped:\n  progress:\n  weight:\n"
                                                "  carried:\n  repeat:\n  tags:\n  subtasks:\n");

    (void)state;
    assert_int_equal(goal->id.length, 0);
    assert_int_equal(goal->note.length, 0);
    assert_int_equal(goal->due, WP_NO_DAY);
    assert_int_equal(goal->weight, 0);
    assert_int_equal(goal->carried, 0);
    assert_false(goal->progress_value.given);
    assert_false(goal->done || goal->dropped || goal->weekly);
    assert_int_equal(goal->tags.count, 0);
    assert_null(goal->first);
}

static void states(void **state)
{
    const struct wp_item *item =
        load_goal(WEEK "goals:\n- {title: a, done: true}\n- {title: b, done: false}\n"
                       "- {title: c, done: 2019-08-05}\n- {title: d, dropped: true}\n"
                       "- {title: e, dropped: 2019-08-05}\n- {title: f, dropped: no time}\n");

    (void)state;
    assert_true(item->done);
    item = item->next;
    assert_false(item->done);
    item = item->next;
    assert_true(item->done);
    assert_int_equal(item->done_on, day_of("2019-08-05"));
    item = item->next;
    assert_true(item->dropped);
    assert_int_equal(item->dropped_reason.length, 0);
    item = item->next;
    assert_int_equal(item->dropped_on, day_of("2019-08-05"));
    item = item->next;
    assert_true(item->dropped);
    assert_text(item->dropped_reason, "no time");
    assert_null(item->next);
}

/* The key decides the type of a value: `title: yes` is a string. */
static void strings_are_strings(void **state)
{
    static const struct {
        const char *written;
        const char *title;
    } cases[] = {
        {"yes", "yes"},
        {"2019", "2019"},
        {"12:30", "12:30"},
        {"\"~\"", "~"},
        {"'null'", "null"},
        {"nULL", "nULL"},
        {"'it''s'", "it's"},
        {"\"a\\tb\\u00e9\"", "a\tb\xC3\xA9"},
        {"a  # not this", "a"},
        {"a#b", "a#b"},
        {">-\n      a\n      b", "a b"},
        {"|\n      a\n      b\n", "a\nb"},
        {"a\n      b", "a b"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[128];

        (void)snprintf(text, sizeof text, WEEK "goals:\n  - title: %s\n", cases[i].written);
        assert_text(load_goal(text)->title, cases[i].title);
    }
}

static void a_plain_string_is_an_item(void **state)
{
    const struct wp_item *goal = load_goal(WEEK "goals:\n- Sail  # far\n- \"Row\"\n");

    (void)state;
    assert_true(goal->layout.scalar);
    assert_int_equal(goal->layout.field_count, 0);
    assert_spanned(goal->layout.span, "Sail");
    assert_spanned(goal->next->layout.span, "\"Row\"");
    assert_text(goal->next->title, "Row");
}

static void the_tree(void **state)
{
    const struct wp_item *goal = load_goal(
        WEEK "goals:\n- title: a\n  subtasks:\n  - b\n  - title: c\n    subtasks: [d]\n- e\n");

    (void)state;
    assert_int_equal(week->item_count, 5);
    assert_ptr_equal(goal->parent, &week->root);
    assert_int_equal(goal->number, 1);
    assert_int_equal(goal->next->number, 2);
    assert_int_equal(goal->first->next->number, 2);
    assert_text(goal->first->next->first->title, "d");
    assert_ptr_equal(goal->first->next->first->parent, goal->first->next);
    assert_text(goal->next->title, "e");
    assert_int_equal(week->root.progress.total, 3);
}

static void assert_field(const struct wp_item *item, enum wp_key key, const char *name,
                         const char *value)
{
    const struct wp_field *field = wp_item_field(item, key);

    assert_non_null(field);
    assert_spanned(field->name, name);
    assert_spanned(field->value, value);
}

static void places_in_block_style(void **state)
{
    const struct wp_item *goal = load_goal(
        WEEK "# \xC3\xA9\ngoals:\n  - title: \xC3\xA9t\xC3\xA9  # c\n    note: |\n      x\n\n"
             "    # d\n    'done': true\n    tags:\n    - a\n    - b  # e\n    x-y: {z: [1]}\n"
             "    subtasks:\n      - f\n\n      # g\n  - h\n");

    (void)state;
    assert_int_equal(goal->layout.style, WP_BLOCK);
    assert_int_equal(goal->layout.field_count, 6);
    assert_field(goal, WP_KEY_TITLE, "title", "\xC3\xA9t\xC3\xA9");
    assert_field(goal, WP_KEY_NOTE, "note", "|\n      x");
    assert_field(goal, WP_KEY_DONE, "'done'", "true");
    assert_field(goal, WP_KEY_TAGS, "tags", "- a\n    - b");
    assert_field(goal, WP_KEY_EXTRA, "x-y", "{z: [1]}");
    assert_field(goal, WP_KEY_SUBTASKS, "subtasks", "- f");
    assert_text(wp_str_slice(week->text, goal->layout.span.offset, 6), "title:");
    assert_text(wp_str_slice(week->text, wp_span_end(goal->layout.span), 2), "\n\n");
    assert_field(&week->root, WP_KEY_WEEK, "week", "2019-08-04");
}

static void places_in_flow_style(void **state)
{
    const struct wp_item *goal =
        load_goal(WEEK "goals: [{title: a, tags: [b, c], subtasks: [d, {title: e}]}, f]\n");

    (void)state;
    assert_int_equal(goal->layout.style, WP_FLOW);
    assert_spanned(goal->layout.span, "{title: a, tags: [b, c], subtasks: [d, {title: e}]}");
    assert_field(goal, WP_KEY_TAGS, "tags", "[b, c]");
    assert_field(goal, WP_KEY_SUBTASKS, "subtasks", "[d, {title: e}]");
    assert_spanned(goal->first->next->layout.span, "{title: e}");
    assert_spanned(goal->next->layout.span, "f");
}

/* The span of an empty value is after its colon. */
static void places_of_empty_values(void **state)
{
    static const struct {
        const char *item;
        const char *before; /* text before the position of the value */
    } cases[] = {
        {"title: a\n    done:\n", "done:"},
        {"title: a\n    done:   # c\n    due:\n", "done:"},
        {"title: a\n    ? done\n    # c\n    ? due\n", "done"},
        {"title: a\n    ? done\n    :\n", "done\n    :"},
        {"title: a\n    ? done  # :\n    :\n", "done  # :\n    :"},
        {"{title: a, done: }\n", "done:"},
        {"{title: a, done : , due: }\n", "done :"},
        {"{title: a, done, due: }\n", "done"},
        {"{title: a, done }\n", "done"},
        {"{done, title: a}\n", "done"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[128];
        const struct wp_field *field = NULL;

        (void)snprintf(text, sizeof text, WEEK "goals:\n  - %s", cases[i].item);
        field = wp_item_field(load_goal(text), WP_KEY_DONE);
        assert_int_equal(field->value.length, 0);
        assert_text(
            wp_str_slice(week->text, field->name.offset, field->value.offset - field->name.offset),
            cases[i].before);
    }
}

static void documents_without_a_week(void **state)
{
    static const char *const texts[] = {"",     "# c\n",       "---\n", "--- # c\n...\n",
                                        "\n\n", "# \xC3\xA9\n"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_int_equal(load(texts[i]), WP_OK);
        assert_null(week);
    }
}

static void assert_invalid(const char *text, size_t errors, const char *message, uint64_t line,
                           uint64_t column)
{
    assert_int_equal(load(text), WP_INVALID);
    assert_null(week);
    assert_int_equal(problems.errors, errors);
    if (strstr(list[0].message, message) == NULL)
        fail_msg("<<%s>> says: %s", text, list[0].message);
    assert_int_equal(list[0].line, line);
    assert_int_equal(list[0].column, column);
}

static void problems_and_their_places(void **state)
{
    (void)state;
    assert_invalid("goals: []\n", 1, "has no 'week:'", 1, 1);
    assert_invalid(WEEK "week: 2019-08-11\n", 1, "is set twice, first on line 1", 2, 1);
    assert_invalid(WEEK "goals:\n- id: a\n", 1, "'title:'", 3, 3);
    assert_invalid(WEEK "goals:\n- {title: a, id: b}\n- {title: c, id: b}\n", 1, "on line 3", 4,
                   18);
    assert_invalid(WEEK "x-a: 1\nx-b: 2\n'x-a': 3\n", 1, "on line 2", 4, 1);
    assert_invalid(WEEK "goals:\n- {title: a, done: yes, due: no}\n", 2, "done", 3, 20);
    assert_invalid(WEEK "goals:\n- {title: a, done: true, dropped: true}\n", 1, "both", 3, 26);
    assert_invalid(WEEK "goals:\n- {title: a, progress: 1/2, subtasks: [b]}\n", 1, "progress", 3,
                   14);
}

/* The problems of a document are sorted by position. */
static void problems_come_in_the_order_of_the_file(void **state)
{
    (void)state;
    assert_invalid("goals:\n- done: maybe\n- {title: a, id: b}\n- {title: c, id: b, due: x}\n", 5,
                   "'week:'", 1, 1);
    for (size_t i = 1; i < problems.count; i++)
        assert_true(list[i - 1].line < list[i].line ||
                    (list[i - 1].line == list[i].line && list[i - 1].column <= list[i].column));
}

/* Whether a document is valid does not depend on the space for problems. */
static void whether_it_is_valid_can_be_asked_alone(void **state)
{
    struct wp_problems none = {NULL, 0, 0, 0, 0};

    (void)state;
    assert_int_equal(wp_week_load(wp_str("week: no\na: b\n"), 0, 1, &week, &none), WP_INVALID);
    assert_null(week);
    assert_true(none.errors > 0);
    assert_int_equal(none.count, 0);
}

static void items_nest_thirty_levels_deep(void **state)
{
    struct wp_buf text = WP_BUF_INIT;

    (void)state;
    for (unsigned levels = 30; levels <= 32; levels++) {
        wp_buf_clear(&text);
        wp_buf_puts(&text, WEEK "goals: ");
        wp_buf_repeat(&text, "[{title: a, subtasks: ", levels);
        wp_buf_repeat(&text, "}]", levels);
        assert_int_equal(load(text.data), levels < 32 ? WP_OK : WP_INVALID);
    }
    assert_string_equal(list[0].message, "this is nested more than 64 levels deep");
    wp_buf_free(&text);
}

static void keys_of_ones_own_have_a_limit(void **state)
{
    struct wp_buf text = WP_BUF_INIT;

    (void)state;
    for (int count = WP_EXTRAS_MAX; count <= WP_EXTRAS_MAX + 1; count++) {
        wp_buf_clear(&text);
        wp_buf_puts(&text, WEEK);
        for (int i = 0; i < count; i++)
            wp_buf_printf(&text, "x-%d:\n", i);
        assert_int_equal(load(text.data), count == WP_EXTRAS_MAX ? WP_OK : WP_INVALID);
    }
    assert_string_equal(list[0].message, "a week holds at most 10000 keys of your own");
    wp_buf_free(&text);
}

/* Pairs of `x-` keys with values, and whether both have the same fingerprint. */
static void keys_of_ones_own_have_a_fingerprint(void **state)
{
    static const struct {
        const char *one;
        const char *other;
        bool same;
    } cases[] = {
        {"x-a: b", "x-a:   b # c", true},
        {"x-a: b", "x-a:\n      b", true},
        {"x-a: 'b'", "x-a: \"b\"", true},
        {"x-a: [b, {c: d}]", "x-a:\n      - b\n      - c: d", true},
        {"x-a: |\n      b\n", "x-a: \"b\\n\"", true},
        {"x-a: |\n      b\n", "x-a: |-\n      b\n", false},
        {"x-a: |\n      b\n", "x-a: |+\n      b\n\n", false},
        {"x-a: 1", "x-a: '1'", false},
        {"x-a:", "x-a: ''", false},
        {"x-a: b", "x-a: c", false},
        {"x-a: b", "x-b: b", false},
        {"x-a: [b]", "x-a: b", false},
        {"x-a: [b, c]", "x-a: [c, b]", false},
        {"x-a: [b, c]", "x-a: [[b], c]", false},
        {"x-a: [[], b]", "x-a: [[b]]", false},
        {"x-a: {b: c}", "x-a: [b, c]", false},
        {"x-a: b", "x-a: b\n    x-b: c", false},
        {"x-a: b\n    x-b: c", "x-b: c\n    x-a: b", true},
        {"x-a: b\n    x-b: c", "x-a: c\n    x-b: b", false},
    };
    char text[200];

    (void)state;
    assert_int_equal(load_goal(WEEK "goals: [{title: A, tags: [b]}]\n")->extras, 0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint64_t one;

        snprintf(text, sizeof text, WEEK "goals:\n  - title: A\n    %s\n", cases[i].one);
        one = load_goal(text)->extras;
        assert_true(one != 0);
        snprintf(text, sizeof text, WEEK "goals:\n  - title: A\n    %s\n", cases[i].other);
        if ((load_goal(text)->extras == one) != cases[i].same)
            fail_msg("%s and %s", cases[i].one, cases[i].other);
    }
    load_goal(WEEK "x-a: b\ngoals: [C]\n");
    assert_true(week->root.extras != 0);
}

/* A merge computes the hash that an item should have from the hashes of single keys. */
static void the_hash_of_extra_keys_is_a_sum(void **state)
{
    const struct wp_item *goal = load_goal(WEEK "goals:\n  - title: A\n    x-a: [b]\n    x-b: c\n");
    uint64_t first = goal->layout.fields[1].extra;
    uint64_t second = goal->layout.fields[2].extra;

    (void)state;
    assert_int_equal(goal->layout.fields[0].extra, 0);
    assert_true(goal->extras == first + second);
    assert_true(load_goal(WEEK "goals:\n  - title: A\n    x-a: [b]\n")->extras == first);
    assert_true(load_goal(WEEK "goals:\n  - title: A\n    x-b: c\n")->extras == second);
}

static void tags_and_links_have_a_limit(void **state)
{
    struct wp_buf text = WP_BUF_INIT;

    (void)state;
    for (int count = WP_STRINGS_MAX; count <= WP_STRINGS_MAX + 1; count++) {
        wp_buf_clear(&text);
        wp_buf_puts(&text, WEEK "goals: [{title: a, links: [b]}, {title: a, tags: [");
        for (int i = 1; i < count; i++)
            wp_buf_puts(&text, "b,");
        wp_buf_puts(&text, "]}]");
        assert_int_equal(load(text.data), count == WP_STRINGS_MAX ? WP_OK : WP_INVALID);
    }
    assert_string_equal(list[0].message, "a week holds at most 10000 tags and links");
    wp_buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_an_item_says),
        cmocka_unit_test(what_is_not_said_has_its_default),
        cmocka_unit_test(states),
        cmocka_unit_test(strings_are_strings),
        cmocka_unit_test(a_plain_string_is_an_item),
        cmocka_unit_test(the_tree),
        cmocka_unit_test(places_in_block_style),
        cmocka_unit_test(places_in_flow_style),
        cmocka_unit_test(places_of_empty_values),
        cmocka_unit_test(documents_without_a_week),
        cmocka_unit_test(problems_and_their_places),
        cmocka_unit_test(problems_come_in_the_order_of_the_file),
        cmocka_unit_test(whether_it_is_valid_can_be_asked_alone),
        cmocka_unit_test(items_nest_thirty_levels_deep),
        cmocka_unit_test(keys_of_ones_own_have_a_limit),
        cmocka_unit_test(keys_of_ones_own_have_a_fingerprint),
        cmocka_unit_test(the_hash_of_extra_keys_is_a_sum),
        cmocka_unit_test(tags_and_links_have_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, forget);
}
