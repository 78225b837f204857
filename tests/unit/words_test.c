/* Days, counts, differences and the sentences of a report in words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "build_week.h"
#include "plan/day_names.h"
#include "render/ancestor_titles.h"
#include "render/date_words.h"
#include "render/progress_words.h"
#include "render/report_words.h"

static struct tree tree;
static struct wp_buf buf = WP_BUF_INIT;

static int begin(void **state)
{
    (void)state;
    wp_buf_clear(&buf);
    wp_buf_putc(&buf, '<');
    return 0;
}

static int end(void **state)
{
    (void)state;
    wp_buf_free(&buf);
    return 0;
}

static void assert_words(const char *words)
{
    assert_string_equal(buf.data + 1, words);
    (void)begin(NULL);
}

static wp_day day_of(const char *text)
{
    wp_day day = WP_NO_DAY;

    assert_true(wp_day_parse(wp_str(text), &day));
    return day;
}

static void weeks(void **state)
{
    (void)state;
    wp_date_words_week(&buf, day_of("2019-08-04"), "-");
    assert_words("Sun 4 - Sat 10 August 2019");
    wp_date_words_week(&buf, day_of("2019-07-29"), "to");
    assert_words("Mon 29 July to Sun 4 August 2019");
    wp_date_words_week(&buf, day_of("2019-12-30"), "-");
    assert_words("Mon 30 December 2019 - Sun 5 January 2020");
}

static void days_of_a_week_have_no_date(void **state)
{
    wp_day start = day_of("2019-08-04");

    (void)state;
    wp_date_words_day(&buf, start, start);
    assert_words("Sun");
    wp_date_words_day(&buf, day_of("2019-08-10"), start);
    assert_words("Sat");
    wp_date_words_day(&buf, day_of("2019-08-11"), start);
    assert_words("11 Aug");
    wp_date_words_day(&buf, day_of("2019-08-03"), start);
    assert_words("3 Aug");
    wp_date_words_day(&buf, day_of("2020-01-01"), start);
    assert_words("1 Jan 2020");
    wp_date_words_date(&buf, start);
    assert_words("Sun 4 August 2019");
    wp_date_words_long_date(&buf, start);
    assert_words("4 August 2019");
    wp_date_words_short_date(&buf, start, 2019);
    assert_words("4 Aug");
    wp_date_words_short_date(&buf, start, 0);
    assert_words("4 Aug 2019");
    wp_date_words_deferral(&buf, day_of("2019-08-11"), start);
    assert_words("to the week of 11 Aug");
    wp_date_words_deferral(&buf, day_of("2020-01-05"), start);
    assert_words("to the week of 5 Jan 2020");
}

/* Until day_names.c is translated, its names are those of calendar.c. */
static void names_agree(void **state)
{
    (void)state;
    for (int day = WP_MONDAY; day <= WP_SUNDAY; day++)
        assert_string_equal(wp_day_names_weekday((enum wp_weekday)day),
                            wp_weekday_name((enum wp_weekday)day));
    for (int month = 1; month <= 12; month++)
        assert_string_equal(wp_day_names_month_short(month), wp_calendar_month_short(month));
}

static void assert_difference(int32_t tenths, const char *unicode, const char *ascii)
{
    wp_progress_words_difference(&buf, tenths, false);
    assert_words(unicode);
    wp_progress_words_difference(&buf, tenths, true);
    assert_words(ascii);
}

static void differences(void **state)
{
    (void)state;
    assert_difference(120, "+12", "+12");
    assert_difference(-32, "−3.2", "-3.2");
    assert_difference(0, "±0", "0");
    wp_progress_words_points(&buf, -10);
    assert_words("1 point");
    wp_progress_words_points(&buf, 32);
    assert_words("3.2 points");
}

static void distances(void **state)
{
    static const struct {
        int day_number;
        int weeks_away;
        const char *words;
    } cases[] = {
        {1, 0, "day 1 of 7"}, {7, 0, "day 7 of 7"},   {0, -1, "last week"},
        {0, 1, "next week"},  {0, -2, "2 weeks ago"}, {0, 12, "in 12 weeks"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_view view = {.day_number = cases[i].day_number,
                               .weeks_away = cases[i].weeks_away};

        wp_date_words_weeks_away(&buf, &view);
        assert_words(cases[i].words);
    }
}

static void when(void **state)
{
    static const struct {
        enum wp_when when;
        const char *day;
        uint32_t days_late;
        const char *words;
    } cases[] = {
        {WP_WHEN_NONE, "2019-08-06", 0, ""},
        {WP_WHEN_SOON, "2019-08-06", 0, "due today"},
        {WP_WHEN_SOON, "2019-08-07", 0, "due tomorrow"},
        {WP_WHEN_SOON, "2019-08-08", 0, "due Thu"},
        {WP_WHEN_DUE, "2019-08-20", 0, "due 20 Aug"},
        {WP_WHEN_LATE, "2019-08-05", 1, "1 day late"},
        {WP_WHEN_LATE, "2019-08-04", 2, "2 days late"},
        {WP_WHEN_DONE, "2019-08-05", 0, "Mon"},
        {WP_WHEN_DONE, "2019-07-05", 0, "5 Jul"},
    };
    struct wp_view view = {.week = &tree.week, .today = day_of("2019-08-06")};

    (void)state;
    tree_begin(&tree);
    tree.week.start = day_of("2019-08-04");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_row row = {.when = cases[i].when, .day = day_of(cases[i].day)};

        row.days_late = cases[i].days_late;
        wp_date_words_when(&buf, &row, view.week->start, view.today);
        assert_words(cases[i].words);
    }
}

static void counts(void **state)
{
    struct wp_item *item = tree_add(&tree, tree_begin(&tree), "a");
    struct wp_row row = {.item = item, .has_bar = true};

    (void)state;
    item->progress_value = (struct wp_progress_value){true, 2500000, 10000000, wp_str("books")};
    wp_progress_words_counts(&buf, &row);
    assert_words("2.5/10 books");
    item->progress_value.unit = wp_str("");
    wp_progress_words_counts(&buf, &row);
    assert_words("2.5/10");
    item->progress_value.unit = wp_str("%");
    wp_progress_words_counts(&buf, &row);
    assert_words("");
    tree_add(&tree, item, "b");
    item->progress.done = 1;
    item->progress.total = 3;
    wp_progress_words_counts(&buf, &row);
    assert_words("1/3");
    row.has_bar = false;
    wp_progress_words_counts(&buf, &row);
    assert_words("");
}

/* A report on the week of 4 August 2019, with 2 of 9 items done. */
static struct wp_report report;
static struct wp_history history;
static struct wp_history_week lines[4];

static void make_report(void)
{
    tree_begin(&tree);
    tree.week.start = day_of("2019-08-04");
    tree.week.root.progress = (struct wp_progress){.done = 2, .total = 9, .dropped = 1};
    history = (struct wp_history){.goal = 800, .weeks = lines, .count = 1};
    report = (struct wp_report){
        .view = {.week = &tree.week, .today = day_of("2019-08-12"), .percent_tenths = 364},
        .over = true,
        .history = &history,
        .change = WP_NO_PERCENT,
        .against_mean = WP_NO_PERCENT,
        .compared = WP_NO_DAY,
    };
}

static void assert_headline(const char *words)
{
    wp_report_words_headline(&buf, &report);
    assert_words(words);
}

static void headlines(void **state)
{
    (void)state;
    make_report();
    assert_headline("Week of 4 Aug: 36.4% (2/9)");
    report.view.goals = (struct wp_goal_counts){1, 4, true};
    assert_headline("Week of 4 Aug: 36.4% (1 of 4 goals, 2 of 9 done)");
    report.view.also_count = 9;
    assert_headline("Week of 4 Aug: 36.4% (1 of 4 goals, 2 of 9 done, 9 besides)");
    report.view.also_count = 0;
    report.view.goals.split = false;
    report.change = 120;
    assert_headline("Week of 4 Aug: 36.4% (2/9), up 12 points");
    report.change = -10;
    assert_headline("Week of 4 Aug: 36.4% (2/9), down 1 point");
    report.change = 0;
    report.over = false;
    assert_headline("Week of 4 Aug: 36.4% (2/9) so far, as before");
    report.view.today = day_of("2020-01-06");
    report.change = WP_NO_PERCENT;
    report.over = true;
    tree.week.root.skip = true;
    assert_headline("Week of 4 Aug 2019: a week off, 36.4% (2/9)");
    tree.week.root.progress = (struct wp_progress){.done = 0};
    assert_headline("Week of 4 Aug 2019: a week off");
    tree.week.root.skip = false;
    assert_headline("Week of 4 Aug 2019: nothing planned");
    tree.week.root.progress.dropped = 1;
    assert_headline("Week of 4 Aug 2019: all of it dropped");
    tree.week.root.progress = (struct wp_progress){.dropped = 2, .deferred = 1};
    assert_headline("Week of 4 Aug 2019: all of it dropped or put off");
    tree.week.root.progress.deferred = 2;
    assert_headline("Week of 4 Aug 2019: all of it put off");
}

static void assert_standing(const char *words)
{
    wp_report_words_comparison(&buf, &report, "; ");
    assert_words(words);
}

static void comparison_with_other_weeks(void **state)
{
    (void)state;
    make_report();
    assert_standing("");
    report.change = -201;
    report.compared = day_of("2019-07-28");
    assert_standing("down 20.1 points on the week before");
    report.compared = day_of("2019-07-21");
    report.against_mean = 10;
    assert_standing("down 20.1 points on the week of 21 Jul; 1 point above the mean of the weeks "
                    "before");
    report.change = report.against_mean = 0;
    report.mean_is_full = true;
    report.streak = 1;
    assert_standing("the same as the week of 21 Jul; at the mean of the last four");
    report.streak = 2;
    report.against_mean = -25;
    report.change = WP_NO_PERCENT;
    assert_standing("2.5 points below the mean of the last four; 2 weeks in a row at 80% or more");
    report.against_mean = WP_NO_PERCENT;
    report.streak_open = true;
    history.goal = 1000;
    assert_standing("at least 2 weeks in a row at 100%");
}

static void sentences(void **state)
{
    (void)state;
    wp_report_words_sentence(&buf, buf.length);
    assert_words("");
    wp_buf_puts(&buf, "up");
    wp_report_words_sentence(&buf, 1);
    assert_words("Up.");
    wp_buf_puts(&buf, "2 weeks");
    wp_report_words_sentence(&buf, 1);
    assert_words("2 weeks.");
}

static void week_by_week(void **state)
{
    (void)state;
    make_report();
    lines[0] = (struct wp_history_week){.percent_tenths = 500, .missing = 7};
    lines[1] =
        (struct wp_history_week){.skip = true, .percent_tenths = WP_NO_PERCENT, .missing = 1};
    lines[2] = (struct wp_history_week){.percent_tenths = WP_NO_PERCENT, .missing = 3};
    lines[3] = (struct wp_history_week){.percent_tenths = 799};
    history.count = 4;
    wp_progress_words_weeks(&buf, &history);
    assert_words("50%, no plan, off, 3 weeks without a plan, –, 79.9%");
}

static void tallies(void **state)
{
    (void)state;
    make_report();
    wp_progress_words_tally(&buf, &report.view.week->root.progress, ", ");
    assert_words("2 of 9 done, 1 dropped");
    tree.week.root.progress.total = 0;
    wp_progress_words_tally(&buf, &report.view.week->root.progress, ", ");
    assert_words("1 dropped");
    tree.week.root.progress.dropped = 0;
    wp_progress_words_tally(&buf, &report.view.week->root.progress, ", ");
    assert_words("");
}

static void assert_week_tally(const char *words)
{
    wp_progress_words_week_tally(&buf, &report.view, ", ");
    assert_words(words);
}

static void tallies_of_a_week(void **state)
{
    (void)state;
    make_report();
    report.view.goals = (struct wp_goal_counts){4, 4, false};
    assert_week_tally("2 of 9 done, 1 dropped");
    report.view.goals = (struct wp_goal_counts){1, 4, true};
    assert_week_tally("1 of 4 goals, 2 of 9 done, 1 dropped");
    report.view.also_count = 3;
    assert_week_tally("1 of 4 goals, 2 of 9 done, 3 besides, 1 dropped");
    report.view.goals = (struct wp_goal_counts){4, 4, false};
    assert_week_tally("2 of 9 done, 3 besides, 1 dropped");
    report.view.also_count = 0;
    report.view.goals = (struct wp_goal_counts){0, 1, true};
    tree.week.root.progress.dropped = 0;
    assert_week_tally("0 of 1 goal, 2 of 9 done");
    report.view.goals = (struct wp_goal_counts){.total = 0};
    tree.week.root.progress = (struct wp_progress){.dropped = 3};
    assert_week_tally("3 dropped");
    report.view.also_count = 1;
    assert_week_tally("1 besides, 3 dropped");
    report.view.also_count = 0;
    tree.week.root.progress.deferred = 1;
    assert_week_tally("2 dropped, 1 put off");
    tree.week.root.progress.deferred = 3;
    assert_week_tally("3 put off");
}

static void assert_above(const struct wp_item *item, const char *words)
{
    wp_ancestor_titles(&buf, item, true);
    assert_words(words);
}

static void ancestors_of_an_item(void **state)
{
    struct wp_item *goal = tree_add(&tree, tree_begin(&tree), "goal");
    struct wp_item *part = tree_add(&tree, goal, "part");
    struct wp_item *piece = tree_add(&tree, part, "piece");
    struct wp_item *leaf = tree_add(&tree, piece, "leaf");

    (void)state;
    assert_above(&tree.week.root, "");
    assert_above(goal, "");
    assert_above(part, "goal");
    assert_above(piece, "goal > part");
    assert_above(leaf, "goal > ... > piece");
    goal->title = wp_str("A title of which there is more than will ever be wanted here");
    assert_above(part, "A title of which there is more than will ever be...");
}

/* Characters without width are limited too, and are cut only between characters. */
static void text_without_width_is_cut(void **state)
{
    static char title[4001];
    struct wp_item *goal = tree_add(&tree, tree_begin(&tree), title);

    (void)state;
    for (size_t i = 0; i + 2 < sizeof title; i += 2) {
        title[i] = '\xCC';
        title[i + 1] = '\x81';
    }
    title[0] = 'a'; /* now each character begins at an odd offset */
    title[1] = 'b';
    title[2] = 'c';
    goal->title = wp_str(title);
    wp_ancestor_titles(&buf, tree_add(&tree, goal, "x"), true);
    assert_in_range(buf.length, 100, 500);
    (void)begin(NULL);
}

static void carried(void **state)
{
    struct wp_item item = {.carried = 3};
    struct wp_row row = {.item = &item, .percent_tenths = 333};
    struct wp_report_carried entry = {.row = &row, .from = {.percent = -1}};

    (void)state;
    wp_report_words_carried(&buf, &entry, "x");
    assert_words("x3");
    entry.from.percent = 125;
    wp_report_words_carried(&buf, &entry, "x");
    assert_words("x3, from 12.5%");
    entry.from.percent = 333;
    wp_report_words_carried(&buf, &entry, "x");
    assert_words("x3, still at 33.3%");
    row.percent_tenths = -1;
    wp_report_words_carried(&buf, &entry, "x");
    assert_words("x3, from 33.3%");
    entry.from.left_parts = true;
    wp_report_words_carried(&buf, &entry, "x");
    assert_words("x3, what was left at 33.3%");
    entry.from.percent = 1000;
    wp_report_words_carried(&buf, &entry, "x");
    assert_words("x3");
}

static void plans(void **state)
{
    static const struct {
        int away;
        const char *planned;
        const char *unplanned;
    } cases[] = {
        {0, "Planned for this week", "Nothing is planned yet."},
        {1, "Planned for next week", "Nothing is planned yet."},
        {-3, "Planned for the week after", "Nothing was planned."},
    };

    (void)state;
    make_report();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        report.planned_away = cases[i].away;
        assert_string_equal(wp_report_words_planned(&report), cases[i].planned);
        wp_report_words_unplanned(&buf, &report);
        assert_words(cases[i].unplanned);
    }
    report.planned_away = 0;
    report.add_next_command = wp_str("weekplan add TITLE");
    wp_report_words_unplanned(&buf, &report);
    assert_words("Nothing is planned yet. weekplan add TITLE starts the week.");
    report.carry_next_command = wp_str("weekplan carry");
    wp_report_words_unplanned(&buf, &report);
    assert_words("Nothing is planned yet. weekplan carry starts the week.");
    report.left_count = 1;
    wp_report_words_unplanned(&buf, &report);
    assert_words("Nothing is planned yet. weekplan carry copies what is left.");
    report.planned.week = &tree.week;
    tree.week.root.skip = true;
    wp_report_words_unplanned(&buf, &report);
    assert_words("A week off.");
    tree.week.root.skip_reason = wp_str("holiday");
    wp_report_words_unplanned(&buf, &report);
    assert_words("A week off: holiday");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weeks),
        cmocka_unit_test(days_of_a_week_have_no_date),
        cmocka_unit_test(names_agree),
        cmocka_unit_test(differences),
        cmocka_unit_test(distances),
        cmocka_unit_test(when),
        cmocka_unit_test(counts),
        cmocka_unit_test(headlines),
        cmocka_unit_test(comparison_with_other_weeks),
        cmocka_unit_test(sentences),
        cmocka_unit_test(week_by_week),
        cmocka_unit_test(tallies),
        cmocka_unit_test(tallies_of_a_week),
        cmocka_unit_test(ancestors_of_an_item),
        cmocka_unit_test(text_without_width_is_cut),
        cmocka_unit_test(carried),
        cmocka_unit_test(plans),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
