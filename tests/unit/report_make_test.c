/* The lists and comparisons of a report. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "build_week.h"
#include "render/date_words.h"
#include <weekplan/progress.h>
#include <weekplan/report.h>

enum {
    START = 18112,
    TODAY = START + 8,
    LINES = 8
}; /* START is Sunday 2019-08-04, TODAY is the Monday after that week */

static struct tree tree;
static struct tree before;
static struct tree next;
static struct wp_history_week lines[LINES];
static struct wp_report_input weeks;
static struct wp_report report;
static struct wp_report_options options;

static struct wp_item *root;
static bool follows; /* whether the plan has the week before the reported week */

/* Begin with a plan that has only one week, without goals. */
static int begin(void **state)
{
    (void)state;
    root = tree_begin(&tree);
    tree_begin(&before);
    tree_begin(&next);
    tree.week.start = START;
    before.week.start = START - 7;
    next.week.start = START + 7;
    lines[0] = (struct wp_history_week){.start = START,
                                        .percent_tenths = WP_NO_PERCENT,
                                        .before = WP_NO_PERCENT,
                                        .mean = WP_NO_PERCENT};
    weeks = (struct wp_report_input){.found.week = &tree.week,
                                     .history = {.goal = 800, .weeks = lines, .count = 1}};
    follows = false;
    options = (struct wp_report_options){.today = TODAY,
                                         .carry_next_command = wp_str("weekplan carry"),
                                         .add_next_command = wp_str("weekplan add TITLE")};
    return 0;
}

static int end(void **state)
{
    (void)state;
    wp_report_free(&report);
    free(weeks.carried_from);
    return 0;
}

static void make(void)
{
    wp_report_free(&report);
    wp_progress_roll_up(&tree.week.root);
    wp_progress_roll_up(&before.week.root);
    free(weeks.carried_from);
    weeks.carried_from = NULL;
    if (follows)
        wp_report_input_look_back(&weeks, &before.week);
    wp_progress_roll_up(&next.week.root);
    wp_report_make(&report, &weeks, &options);
}

static struct wp_item *done_on(struct wp_item *item, wp_day day)
{
    item->done = true;
    item->done_on = day;
    return item;
}

/* Assert which items were done on each day, as "Mon: a b; no day: c". */
static void assert_done(const char *wanted)
{
    struct wp_buf found = WP_BUF_INIT;
    size_t i;
    size_t k;

    make();
    wp_buf_puts(&found, "");
    for (i = 0; i < report.day_count; i++) {
        const struct wp_report_day *day = &report.days[i];

        wp_buf_puts(&found, i > 0 ? "; " : "");
        if (day->day == WP_NO_DAY)
            wp_buf_puts(&found, "no day");
        else
            wp_date_words_day(&found, day->day, START);
        wp_buf_putc(&found, ':');
        for (k = 0; k < day->items.count; k++) {
            wp_buf_putc(&found, ' ');
            wp_buf_append(&found, day->items.rows[k]->item->title);
        }
    }
    assert_string_equal(found.length > 0 ? found.data : "", wanted);
    wp_buf_free(&found);
}

static void items_are_done_by_day(void **state)
{
    (void)state;
    tree_add(&tree, root, "a")->done = true;
    done_on(tree_add(&tree, root, "b"), START + 2);
    done_on(tree_add(&tree, root, "c"), START - 3);
    done_on(tree_add(&tree, root, "d"), START + 2);
    tree_add(&tree, root, "e")->progress_value =
        (struct wp_progress_value){true, 3 * WP_DECIMAL_ONE, 2 * WP_DECIMAL_ONE, wp_str("")};
    tree_add(&tree, root, "f")->progress_value =
        (struct wp_progress_value){true, 1 * WP_DECIMAL_ONE, 2 * WP_DECIMAL_ONE, wp_str("")};
    tree_add(&tree, root, "g");
    assert_done("1 Aug: c; Tue: b d; no day: a e");
}

static void items_below_done_ones_are_not_listed(void **state)
{
    struct wp_item *goal = done_on(tree_add(&tree, root, "goal"), START + 4);
    struct wp_item *other = tree_add(&tree, root, "other");
    struct wp_item *deep;

    (void)state;
    tree_add(&tree, goal, "done with it");
    tree_add(&tree, goal, "without a day")->done = true;
    done_on(tree_add(&tree, goal, "same day"), START + 4);
    deep = done_on(tree_add(&tree, goal, "day before"), START + 3);
    done_on(tree_add(&tree, deep, "with it"), START + 3);
    done_on(tree_add(&tree, deep, "earlier"), START + 1);
    done_on(tree_add(&tree, other, "all of it"), START + 1);
    assert_done("Mon: earlier all of it; Wed: day before; Thu: goal");
}

static void dropped_items_are_listed_once(void **state)
{
    struct wp_item *goal = tree_add(&tree, root, "goal");
    struct wp_item *part = tree_add(&tree, goal, "part");
    struct wp_item *finished = tree_add(&tree, root, "finished");
    struct wp_item *emptied = tree_add(&tree, root, "emptied");

    (void)state;
    goal->dropped = part->dropped = true;
    done_on(tree_add(&tree, goal, "done before"), START);
    finished->done = true;
    tree_add(&tree, finished, "left out")->dropped = true;
    tree_add(&tree, emptied, "only part")->dropped = true;
    assert_done("no day: finished");
    assert_int_equal(report.dropped.count, 3);
    assert_ptr_equal(report.dropped.rows[0]->item, goal);
    assert_string_equal(report.dropped.rows[1]->item->title.data, "left out");
    assert_string_equal(report.dropped.rows[2]->item->title.data, "only part");
}

static void open_leaves_are_as_late_as_their_ancestors(void **state)
{
    struct wp_item *goal = tree_add(&tree, root, "goal");
    struct wp_item *part = tree_add(&tree, goal, "part");

    (void)state;
    goal->due = START + 4;
    part->due = START + 20;
    tree_add(&tree, part, "a");
    tree_add(&tree, part, "b")->due = START + 6;
    tree_add(&tree, goal, "c")->done = true;
    tree_add(&tree, root, "d");
    make();
    assert_int_equal(report.left_count, 3);
    assert_int_equal(report.left[0].days_late, 3);
    assert_int_equal(report.left[1].days_late, 1);
    assert_int_equal(report.left[2].days_late, 0);
    assert_string_equal(report.left[2].row->item->title.data, "d");
    assert_int_equal(report.open.row_count, 5);
}

static void carried_goals_have_their_old_percentage(void **state)
{
    struct wp_item *was = tree_add(&before, &before.week.root, "Read");
    struct wp_item *now = tree_add(&tree, root, "Read on");
    struct wp_item *unknown = tree_add(&tree, root, "Write");

    (void)state;
    follows = true;
    tree_add(&before, &before.week.root, "Sing")->dropped = true;
    was->id = now->id = wp_str("read");
    was->progress_value = (struct wp_progress_value){true, 1, 8, wp_str("")};
    now->carried = 2;
    unknown->carried = 1;
    tree_add(&tree, root, "Sing")->carried = 3;
    tree_add(&tree, root, "Sleep");
    make();
    assert_int_equal(report.carried_count, 3);
    assert_int_equal(report.carried[0].from.percent, 125);
    assert_int_equal(report.carried[1].from.percent, -1);
    assert_int_equal(report.carried[2].from.percent,
                     -1); /* the goal was dropped in the week before */
}

static void carried_goals_are_looked_up_among_the_goals(void **state)
{
    struct wp_item *was = tree_add(&before, &before.week.root, "Run");
    struct wp_item *second = tree_add(&before, &before.week.root, "Run");
    struct wp_item *now[] = {tree_add(&tree, root, "Run"), tree_add(&tree, root, "Run"),
                             tree_add(&tree, root, "Run")};
    struct wp_item *subtask = tree_add(&tree, now[2], "Run");
    size_t i;

    (void)state;
    was->progress_value = (struct wp_progress_value){true, 1, 8, wp_str("")};
    second->progress_value = (struct wp_progress_value){true, 2, 8, wp_str("")};
    for (i = 0; i < sizeof now / sizeof now[0]; i++)
        now[i]->carried = 1;
    subtask->carried = 1;
    make();
    assert_int_equal(report.carried_count, 4);
    assert_int_equal(report.carried[0].from.percent, -1);
    follows = true;
    make();
    assert_int_equal(report.carried[0].from.percent, 125);
    assert_int_equal(report.carried[1].from.percent, 250);
    assert_int_equal(report.carried[2].from.percent, -1);
    assert_int_equal(report.carried[3].from.percent, -1);
    subtask->id = second->id = wp_str("run");
    make();
    assert_int_equal(report.carried[1].from.percent, -1);
    assert_int_equal(report.carried[3].from.percent, 250);
}

static void notes_and_links_are_found(void **state)
{
    static struct wp_str link = WP_STR("https://example.org");
    struct wp_item *goal = tree_add(&tree, root, "a");

    (void)state;
    root->note = wp_str("of the week");
    tree_add(&tree, goal, "b")->note = wp_str("of b");
    tree_add(&tree, goal, "c")->links = (struct wp_list){&link, 1};
    make();
    assert_int_equal(report.noted.count, 2);
    assert_string_equal(report.noted.rows[0]->item->title.data, "b");
}

/* Make a history of `count` weeks up to the reported week, the newest last. Their percentages are
 * in tenths; WP_NO_PERCENT is a week off. `missing` is the number of missing weeks before each
 * week, `mean` the mean of the last row. */
static void make_weeks_before(size_t count, const int32_t *tenths, const uint32_t *missing,
                              int32_t mean)
{
    struct wp_history_week *line;
    size_t i;

    for (i = 0; i < count; i++) {
        lines[i] = (struct wp_history_week){.percent_tenths = tenths[i], .missing = missing[i]};
        lines[i].skip = tenths[i] == WP_NO_PERCENT;
        lines[i].start = i > 0 ? lines[i - 1].start + 7 * (wp_day)(missing[i] + 1) : 0;
    }
    for (i = 0; i < count; i++)
        lines[i].start += START - lines[count - 1].start;
    line = &lines[count - 1];
    line->mean = mean;
    line->before = WP_NO_PERCENT;
    for (i = 0; i + 1 < count; i++)
        if (!lines[i].skip)
            line->before = lines[i].percent_tenths;
    weeks.history.count = count;
    make();
}

static void a_week_is_compared_with_those_before_it(void **state)
{
    static const int32_t tenths[] = {500, 800, 1000, WP_NO_PERCENT, 799};
    static const uint32_t missing[] = {0, 0, 0, 0, 0, 0};

    (void)state;
    make_weeks_before(5, tenths, missing, 767);
    assert_int_equal(report.change, -201);
    assert_int_equal(report.against_mean, 32);
    assert_false(report.mean_is_full);
    assert_int_equal(report.compared, START - 14);
    make_weeks_before(4, tenths, missing, 767); /* the newest week of this history is a week off */
    assert_int_equal(report.change, WP_NO_PERCENT);
    assert_int_equal(report.against_mean, WP_NO_PERCENT);
    /* if there is only one earlier week, the mean is the percentage of that week */
    make_weeks_before(2, tenths, missing, 500);
    assert_int_equal(report.change, 300);
    assert_int_equal(report.against_mean, WP_NO_PERCENT);
    make_weeks_before(1, tenths, missing, WP_NO_PERCENT);
    assert_int_equal(report.change, WP_NO_PERCENT);
    assert_int_equal(report.compared, WP_NO_DAY);
}

static void the_mean_is_full_with_four_weeks(void **state)
{
    static const int32_t tenths[] = {500, 800, 1000, WP_NO_PERCENT, 799, 900};
    static const uint32_t missing[] = {0, 0, 0, 0, 0, 1};

    (void)state;
    make_weeks_before(6, tenths, missing, 775);
    assert_true(report.mean_is_full);
    assert_int_equal(report.change, 101);
    assert_int_equal(report.against_mean, 125);
    assert_int_equal(report.compared, START - 14);
}

static void only_a_past_week_has_a_streak(void **state)
{
    static const int32_t tenths[] = {900};
    static const uint32_t missing[] = {0};

    (void)state;
    make_weeks_before(1, tenths, missing, WP_NO_PERCENT);
    lines[0].streak = 3;
    make();
    assert_true(report.over);
    assert_int_equal(report.streak, 3);
    options.today = START + 6;
    make();
    assert_false(report.over);
    assert_int_equal(report.streak, 0);
}

static void goals_of_the_week_after(void **state)
{
    struct wp_item *goal = tree_add(&next, &next.week.root, "a");

    (void)state;
    tree_add(&next, goal, "b");
    weeks.next = &next.week;
    next.week.start = START + 9; /* the next week begins on another weekday */
    make();
    assert_int_equal(report.planned.row_count, 1);
    assert_int_equal(report.planned_start, START + 9);
    assert_int_equal(report.planned_away, 1);
    assert_int_equal(report.carry_next_command.length, 0);
    assert_int_equal(report.add_next_command.length, 0);
}

static void commands_are_named_until_the_week_after_is_over(void **state)
{
    static const struct {
        wp_day today;
        int away;
        bool named;
    } cases[] = {
        {START + 3, 1, true},
        {START + 7, 0, true},
        {START + 13, 0, true},
        {START + 14, -1, false},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        options.today = cases[i].today;
        make();
        assert_null(report.planned.week);
        assert_int_equal(report.planned_start, START + 7);
        assert_int_equal(report.planned_away, cases[i].away);
        assert_int_equal(report.add_next_command.length > 0, cases[i].named);
        assert_int_equal(report.carry_next_command.length, 0);
    }
    weeks.has_goals = true;
    make();
    assert_int_equal(report.carry_next_command.length, 0);
    options.today = START;
    make();
    assert_true(wp_str_equal_c(report.carry_next_command, "weekplan carry"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(items_are_done_by_day),
        TEST(items_below_done_ones_are_not_listed),
        TEST(dropped_items_are_listed_once),
        TEST(open_leaves_are_as_late_as_their_ancestors),
        TEST(carried_goals_have_their_old_percentage),
        TEST(carried_goals_are_looked_up_among_the_goals),
        TEST(notes_and_links_are_found),
        TEST(a_week_is_compared_with_those_before_it),
        TEST(the_mean_is_full_with_four_weeks),
        TEST(only_a_past_week_has_a_streak),
        TEST(goals_of_the_week_after),
        TEST(commands_are_named_until_the_week_after_is_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
