/*
 * Write random weeks as YAML in many styles, load them with the library, and compare
 * the percentages with exact fractions (progress_oracle.h).
 */
#include "random_week.h"

#include <jansson.h>
#include <string.h>

#include <weekplan/plan.h>
#include <weekplan/view.h>

enum {
    CASES = 9000,
    JSON_EVERY = 10,
    PROBLEMS = 3, /* largest number of problems printed for a refused plan */
    KEYS_MAX = 16
};

/* The style of one random plan. */
struct hand {
    struct wp_buf out;
    bool in_text; /* whether the text ends in a block scalar, where '#' begins no comment */
    const char *line_break;
    unsigned list_indent; /* indentation of a list relative to its key */
    unsigned dash_gap;    /* blanks after a dash */
    unsigned comments;    /* percentage of lines with a comment */
    unsigned flow;
    unsigned quotes;
    unsigned noise; /* percentage of items with keys that do not affect progress */
};

static struct hand hand;

/* Titles, and whether each may be a plain scalar. */
static const struct {
    const char *text;
    bool plain;         /* whether the title may be a plain scalar in block style */
    bool plain_in_flow; /* whether the title may be a plain scalar in flow style */
} titles[] = {
    {"Read", true, true},
    {"Two words", true, true},
    {"Größe prüfen", true, true},
    {"日本語の本 🎯", true, true},
    {"👩‍👩‍👧 ❤️", true, true},
    {"yes", true, true},
    {"2019", true, true},
    {"12:30", true, true},
    {"It's \"so\"", true, true},
    {"C# and a#b", true, true},
    {"eggs, milk [and] tea", true, false},
    {"Fix: the parser", false, false},
    {"- dash", false, false},
    {"[x] boxed", false, false},
    {"#5", false, false},
    {"@home", false, false},
    {"back\\slash", true, true},
};

static void put_blanks(size_t count)
{
    wp_buf_repeat(&hand.out, " ", count);
}

static void put(const char *text)
{
    wp_buf_puts(&hand.out, text);
}

/* End the line. Sometimes append comments and blank lines. */
static void end_line(void)
{
    if (!hand.in_text && random_percent(hand.comments))
        put("  # why: [not] {so}, \"this");
    put(hand.line_break);
    while (!hand.in_text && random_percent(hand.comments)) {
        put_blanks(random_below(9));
        put(random_percent(50) ? "# - title: of a comment" : "");
        put(hand.line_break);
    }
    hand.in_text = false;
}

static void put_quoted(const char *text, char quote)
{
    wp_buf_putc(&hand.out, quote);
    for (; *text != '\0'; text++) {
        if (*text == quote || (quote == '"' && *text == '\\'))
            wp_buf_putc(&hand.out, quote == '"' ? '\\' : quote);
        wp_buf_putc(&hand.out, *text);
    }
    wp_buf_putc(&hand.out, quote);
}

/* Append a literal or folded scalar, indented deeper than `column`. */
static void put_block_scalar(const char *text, size_t column)
{
    put(random_percent(50) ? "|-" : ">-");
    if (random_percent(hand.comments))
        put(" # of the header");
    put(hand.line_break);
    put_blanks(column + 1 + random_below(4));
    put(text);
    while (random_percent(hand.comments))
        put(hand.line_break);
    hand.in_text = true;
}

static void put_title(const struct wp_item *item, size_t column, bool flow)
{
    const char *text = item->title.data;
    size_t i = 0;

    while (strcmp(titles[i].text, text) != 0)
        i++;
    if ((flow ? titles[i].plain_in_flow : titles[i].plain) && !random_percent(hand.quotes))
        put(text);
    else if (flow || random_percent(80))
        put_quoted(text, random_percent(50) ? '"' : '\'');
    else
        put_block_scalar(text, column);
}

static void put_progress(const struct wp_progress_value *measure)
{
    bool percentage = measure->of == 100 * WP_DECIMAL_ONE && measure->have <= measure->of;

    wp_decimal_format(&hand.out, measure->have);
    if (percentage && random_percent(80)) {
        put("%");
        return;
    }
    put("/");
    wp_decimal_format(&hand.out, measure->of);
    put(random_percent(30) ? " Seiten" : "");
}

/* Keys of an item, which are written in random order. */
enum entry { TITLE, DONE, DROPPED, PROGRESS, WEIGHT, SUBTASKS, NOTE, TAGS, DUE, EXTRA };

static size_t choose_entries(enum entry *entries, const struct wp_item *item)
{
    size_t count = 0;

    entries[count++] = TITLE;
    if (item->done || random_percent(hand.noise))
        entries[count++] = DONE;
    if (item->dropped || random_percent(hand.noise))
        entries[count++] = DROPPED;
    if (item->progress_value.given)
        entries[count++] = PROGRESS;
    if (item->weight > 0)
        entries[count++] = WEIGHT;
    if (item->first != NULL || random_percent(hand.noise))
        entries[count++] = SUBTASKS;
    for (enum entry noise = NOTE; noise <= EXTRA; noise++)
        if (random_percent(hand.noise))
            entries[count++] = noise;
    for (size_t i = count; i > 1; i--) {
        size_t other = random_below(i);
        enum entry moved = entries[i - 1];
        entries[i - 1] = entries[other];
        entries[other] = moved;
    }
    return count;
}

/* Append the value of a key. For a list of subtasks with items, append nothing: put_item and
 * put_flow_item write it. */
static void put_value(const struct wp_item *item, enum entry entry, size_t column, bool flow)
{
    static const char *const dropped[] = {"true", "2019-08-07", "too much", "\"no: time\""};

    switch (entry) {
    case TITLE:
        put_title(item, column, flow);
        break;
    case DONE:
        put(!item->done ? "false" : random_percent(50) ? "true" : "2019-08-06");
        break;
    case DROPPED:
        if (item->dropped && item->dropped_reason.length > 0)
            put(DEFERRED);
        else
            put(item->dropped ? dropped[random_below(4)] : "false");
        break;
    case PROGRESS:
        put_progress(&item->progress_value);
        break;
    case WEIGHT:
        wp_decimal_format(&hand.out, item->weight);
        break;
    case SUBTASKS:
        put(flow || random_percent(50) ? "[]" : "");
        break;
    case NOTE:
        if (flow || random_percent(50))
            put("\"done: true\"");
        else
            put_block_scalar("done: true", column);
        break;
    case TAGS:
        put("[weight, 'a, b', \"}\"]");
        break;
    case DUE:
        put("2019-08-09");
        break;
    case EXTRA:
        put("{weight: 3, subtasks: [done, {progress: 50%}]}");
        break;
    }
}

static const char *const entry_names[] = {
    [TITLE] = "title",   [DONE] = "done",         [DROPPED] = "dropped", [PROGRESS] = "progress",
    [WEIGHT] = "weight", [SUBTASKS] = "subtasks", [NOTE] = "note",       [TAGS] = "tags",
    [DUE] = "due",       [EXTRA] = "x-estimate",
};

/* Whether the item has only a title, so that it can be a plain scalar: "- Read". */
static bool is_plain(const struct wp_item *item)
{
    return item->first == NULL && !item->done && !item->dropped && !item->progress_value.given &&
           item->weight == 0 && random_percent(70);
}

/* Append a comma, and sometimes a line break. */
static void put_comma(size_t column)
{
    put(",");
    if (random_percent(10)) {
        end_line();
        put_blanks(column);
    } else {
        put(" ");
    }
}

/* Append an item as an entry of a flow list. New lines are indented to `column`. */
static void put_flow_item(const struct wp_item *item, size_t column)
{
    enum entry entries[KEYS_MAX];
    size_t count;

    if (is_plain(item)) {
        put_title(item, column, true);
        return;
    }
    count = choose_entries(entries, item);
    put("{");
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            put_comma(column);
        put(entry_names[entries[i]]);
        put(": ");
        if (entries[i] != SUBTASKS || item->first == NULL) {
            put_value(item, entries[i], column, true);
            continue;
        }
        put("[");
        for (const struct wp_item *subtask = item->first; subtask != NULL;
             subtask = subtask->next) {
            put_flow_item(subtask, column);
            if (subtask->next != NULL)
                put_comma(column);
        }
        put("]");
    }
    put("}");
}

static void put_items(const struct wp_item *first, size_t column);

/* Append an item of a block list, after a dash at `column`. */
static void put_item(const struct wp_item *item, size_t column)
{
    size_t keys = column + 1 + hand.dash_gap;
    enum entry entries[KEYS_MAX];
    size_t count;

    if (is_plain(item)) {
        put_title(item, column, false);
        end_line();
        return;
    }
    if (random_percent(hand.flow)) {
        put_flow_item(item, keys);
        end_line();
        return;
    }
    count = choose_entries(entries, item);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            put_blanks(keys);
        put(entry_names[entries[i]]);
        put(": ");
        if (entries[i] == SUBTASKS && item->first != NULL) {
            end_line();
            put_items(item->first, keys + hand.list_indent);
        } else {
            put_value(item, entries[i], keys, false);
            end_line();
        }
    }
}

static void put_items(const struct wp_item *first, size_t column)
{
    for (const struct wp_item *item = first; item != NULL; item = item->next) {
        put_blanks(column);
        put("-");
        put_blanks(hand.dash_gap);
        put_item(item, column);
    }
}

static void put_week(void)
{
    if (random_percent(10))
        put("\xEF\xBB\xBF");
    if (random_percent(50)) {
        put("---");
        end_line();
    }
    put(random_percent(50) ? "week: 2019-08-05" : "week: 2019-W32");
    end_line();
    if (random_percent(hand.noise)) {
        put("note: ");
        put_block_scalar("goals: [none]", 0);
        end_line();
    }
    put("goals: ");
    end_line();
    put_items(tree.week.root.first, hand.list_indent);
    if (random_percent(10))
        put("...");
}

/* Give the items of `tree` random titles, and write the plan. */
static void write_plan(void)
{
    static const char *const line_breaks[] = {"\n", "\n", "\r\n", "\r"};
    static const unsigned often[] = {0, 5, 20, 40};

    hand.line_break = line_breaks[random_below(4)];
    hand.list_indent = (unsigned)random_below(5);
    hand.dash_gap = 1 + (unsigned)random_below(4);
    hand.comments = often[random_below(4)];
    hand.flow = often[random_below(4)];
    hand.quotes = often[random_below(4)];
    hand.noise = often[random_below(3)];
    for (size_t i = 0; i < tree.week.item_count; i++)
        tree.items[i].title = wp_str(titles[random_below(sizeof titles / sizeof *titles)].text);
    wp_buf_clear(&hand.out);
    put_week();
}

static struct wp_week *load(uint64_t seed)
{
    struct wp_error list[PROBLEMS];
    struct wp_problems problems = {.list = list, .limit = PROBLEMS};
    struct wp_week *week = NULL;

    if (wp_week_load(wp_buf_str(&hand.out), 0, 1, &week, &problems) == WP_OK &&
        problems.warnings == 0 && week != NULL)
        return week;
    for (size_t i = 0; i < problems.count; i++)
        print_message("%u:%u: %s\n", (unsigned)list[i].line, (unsigned)list[i].column,
                      list[i].message);
    fail_msg("WEEKPLAN_SEED=%" PRIu64 " WEEKPLAN_CASES=1: refused:\n%s", seed, hand.out.data);
    return NULL;
}

static void compare_weeks(const struct wp_week *week, uint64_t seed)
{
    const struct wp_item *planted = &tree.week.root;
    const struct wp_item *loaded = &week->root;

    while (planted != NULL && loaded != NULL) {
        if (!wp_str_equal(planted->title, loaded->title))
            fail_msg("WEEKPLAN_SEED=%" PRIu64 " WEEKPLAN_CASES=1: '%s' is read as '%.*s'", seed,
                     planted->title.data, (int)loaded->title.length, loaded->title.data);
        compare(planted, &loaded->progress, seed);
        if (planted->number != loaded->number || wp_item_depth(planted) != wp_item_depth(loaded))
            break;
        planted = wp_item_after(planted, &tree.week.root);
        loaded = wp_item_after(loaded, &week->root);
    }
    if (planted != NULL || loaded != NULL || week->item_count != tree.week.item_count)
        fail_msg("WEEKPLAN_SEED=%" PRIu64 " WEEKPLAN_CASES=1: not the same items", seed);
}

/* Compare the numbers of done and of all goals in the JSON with those of the oracle. */
static void compare_goals_in_json(const json_t *json)
{
    unsigned done = 0, total = 0;

    for (const struct wp_item *goal = tree.week.root.first; goal != NULL; goal = goal->next) {
        const struct verdict *verdict = verdict_of(goal);

        total += !verdict->dropped;
        done += state_of(verdict) == WP_DONE;
    }
    assert_int_equal(json_integer_value(json_object_get(json, "goals_done")), done);
    assert_int_equal(json_integer_value(json_object_get(json, "goals_total")), total);
}

/* Compare the percentage, state and counts in the JSON of a week or an item with the results of the
 * oracle for `item`. */
static void compare_json(const json_t *json, const struct wp_item *item)
{
    const struct verdict *verdict = verdict_of(item);
    int shown = shown_of(verdict);
    json_t *percent = json_object_get(json, "percent");
    json_t *subtasks = json_object_get(json, item->parent == NULL ? "goals" : "subtasks");
    size_t i = 0;

    if (shown < 0)
        assert_true(json_is_null(percent));
    else
        assert_true(json_is_number(percent) && json_number_value(percent) == shown / 10.0);
    if (item->parent == NULL) {
        assert_int_equal(json_integer_value(json_object_get(json, "done")), verdict->leaves_done);
        assert_int_equal(json_integer_value(json_object_get(json, "total")), verdict->leaves);
        assert_int_equal(json_integer_value(json_object_get(json, "dropped")),
                         verdict->leaves_dropped);
        assert_int_equal(json_integer_value(json_object_get(json, "deferred")),
                         verdict->leaves_deferred);
        compare_goals_in_json(json);
    }
    for (const struct wp_item *subtask = item->first; subtask != NULL; subtask = subtask->next)
        compare_json(json_array_get(subtasks, i++), subtask);
    assert_int_equal(json_array_size(subtasks), i);
}

static void check_json(const struct wp_week *week)
{
    struct wp_view_options options = {.today = week->start};
    struct wp_buf out = WP_BUF_INIT;
    struct wp_view view;
    json_t *json;

    wp_view_make(&view, week, &options);
    wp_status_json(&out, &view);
    json = json_loadb(out.data, out.length, 0, NULL);
    assert_non_null(json);
    compare_json(json, &tree.week.root);
    json_decref(json);
    wp_buf_free(&out);
    wp_view_free(&view);
}

static void test_plans_come_to_what_they_say(void **state)
{
    uint64_t seed = setting("WEEKPLAN_SEED", 1);
    const uint64_t cases = case_count(CASES);
    unsigned long items = 0, ties = 0, bytes = 0;

    (void)state;
    for (uint64_t end = seed + cases; seed < end; seed++) {
        struct wp_week *week;

        plant_case(seed);
        write_plan();
        week = load(seed);
        compare_weeks(week, seed);
        if (seed % JSON_EVERY == 0)
            check_json(week);
        wp_week_free(week);
        items += tree.week.item_count;
        ties += is_tie(verdict_of(&tree.week.root));
        bytes += hand.out.length;
    }
    print_message("%" PRIu64 " plans, %lu kB, %lu items, %lu weeks with a tie\n", cases,
                  bytes / 1000, items, ties);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plans_come_to_what_they_say),
    };
    int failed = 0;

    oracle_begin();
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    oracle_end();
    wp_buf_free(&hand.out);
    return failed;
}
