/* The sections of a report, with their headings and entries, in one order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "build_week.h"
#include "render/report_walk.h"
#include <weekplan/progress.h>

/* START is Sunday 2019-08-04, TODAY is the Monday after that week */
enum { START = 18112, TODAY = START + 8 };

static struct tree tree;
static struct wp_item *root;
static struct wp_report report;
static struct wp_buf out = WP_BUF_INIT;
static struct wp_str review_command;

static void begin_section(void *page, enum wp_section section, const char *heading)
{
    (void)section;
    wp_buf_printf(page, "[%s", heading);
}

/* Length of `out` in bytes beyond which the walk ends; 0 for no limit. */
static size_t limit;
static bool full;

static void put_entry(void *page, const struct wp_report_entry *entry)
{
    wp_buf_puts(page, entry->begins_day ? " {" : " ");
    wp_buf_append(page, entry->row->item->title);
    if (entry->detail.length > 0)
        wp_buf_printf(page, "(%.*s)", (int)entry->detail.length, entry->detail.data);
    wp_buf_puts(page, entry->ends_day ? "}" : "");
    full = limit > 0 && out.length > limit;
}

static void put_tree(void *page, enum wp_section section, const struct wp_view *view)
{
    (void)section;
    wp_buf_printf(page, " %zu rows", view->row_count);
}

static void put_paragraph(void *page, struct wp_str text)
{
    wp_buf_putc(page, ' ');
    wp_buf_append(page, text);
}

static void put_prose(void *page, struct wp_str text)
{
    wp_buf_puts(page, " |");
    wp_buf_append(page, text);
}

static void end_section(void *page, enum wp_section section)
{
    (void)section;
    wp_buf_putc(page, ']');
}

static void assert_walk(unsigned sections, size_t longest, const char *wanted)
{
    static const struct wp_report_format format = {begin_section, put_entry, put_tree,
                                                   put_paragraph, put_prose, end_section};
    struct wp_history_week line = {.start = START, .before = WP_NO_PERCENT, .mean = WP_NO_PERCENT};
    struct wp_report_input weeks = {.found.week = &tree.week,
                                    .history = {.weeks = &line, .count = 1}};
    struct wp_report_options options = {.today = TODAY, .review_command = review_command};
    struct wp_report_walk walk = {&format, &out, &report, &full, true};

    limit = longest;
    full = false;
    wp_progress_roll_up(&tree.week.root);
    wp_report_make(&report, &weeks, &options);
    wp_buf_clear(&out);
    wp_report_walk(&walk, sections);
    assert_string_equal(out.data, wanted);
    wp_report_free(&report);
}

static int begin(void **state)
{
    (void)state;
    root = tree_begin(&tree);
    tree.week.start = START;
    review_command = wp_str("");
    return 0;
}

static int end(void **state)
{
    (void)state;
    wp_buf_free(&out);
    return 0;
}

static void an_empty_section_has_no_heading(void **state)
{
    (void)state;
    assert_walk(WP_SECTIONS_BY_STATE, 0, "[Planned for this week Nothing is planned yet.]");
}

/* Add an item to each section. */
static void fill_sections(void)
{
    struct wp_item *goal = tree_add(&tree, root, "goal");
    struct wp_item *part = tree_add(&tree, goal, "part");
    struct wp_item *other = tree_add(&tree, root, "other");
    struct wp_item *gone = tree_add(&tree, root, "gone");

    part->done = other->done = true;
    part->done_on = other->done_on = START + 2;
    gone->dropped = true;
    gone->dropped_reason = wp_str("ill");
    goal->carried = 2;
    goal->note = wp_str("note");
    tree_add(&tree, goal, "rest");
}

static void sections_are_in_their_order(void **state)
{
    (void)state;
    fill_sections();
    assert_walk(WP_SECTIONS_BY_STATE, 0,
                "[Done {part(goal) other}][Not done 2 rows][Dropped gone(ill)]"
                "[Carried into the week goal(x2)][Notes and links goal]"
                "[Planned for this week Nothing is planned yet.]");
}

static void what_was_done_besides_is_after_what_was_done(void **state)
{
    struct wp_item *late, *early;

    (void)state;
    fill_sections();
    tree.week.also.seq_key = WP_KEY_ALSO;
    late = tree_add(&tree, &tree.week.also, "late");
    early = tree_add(&tree, &tree.week.also, "early");
    tree_add(&tree, &tree.week.also, "some day")->done = true;
    early->done = late->done = true;
    late->done_on = START + 2;
    early->done_on = START;
    late->note = wp_str("note");
    wp_progress_roll_up(&tree.week.also);
    assert_walk(WP_SECTIONS_BY_DAY | WP_SECTION_OPEN | WP_SECTION_NOTES, 0,
                "[Done {part(goal) other}][Also done {early} {late} {some day}]"
                "[Not done 2 rows][Notes and links goal late]");
}

/* A goal that was put off may have a subtask that was dropped for another reason. */
static void what_is_put_off_has_a_section(void **state)
{
    struct wp_item *goal = tree_add(&tree, root, "goal");
    struct wp_item *gone = tree_add(&tree, goal, "gone");
    struct wp_item *part = tree_add(&tree, gone, "part");

    (void)state;
    tree_add(&tree, goal, "rest");
    goal->dropped = gone->dropped = part->dropped = true;
    goal->dropped_reason = part->dropped_reason = wp_str("deferred to 2019-08-11");
    gone->dropped_reason = wp_str("ill");
    assert_walk(WP_SECTIONS_BY_STATE & ~(unsigned)WP_SECTION_PLANNED, 0,
                "[Dropped gone(ill)][Put off goal(to the week of 11 Aug)]");
}

static void a_review_is_the_last_section(void **state)
{
    unsigned sections = WP_SECTION_PLANNED | WP_SECTION_REVIEW;

    (void)state;
    tree.week.root.review = wp_str("So\nso.");
    assert_walk(sections, 0, "[Planned for this week Nothing is planned yet.][Review |So\nso.]");
}

/* A review is not missing as long as its week is not over. */
static void a_missing_review_is_asked_for_when_the_week_is_over(void **state)
{
    (void)state;
    review_command = wp_str("weekplan review");
    assert_walk(WP_SECTION_REVIEW, 0, "[Review There is none yet. weekplan review writes one.]");
    tree.week.start = TODAY;
    assert_walk(WP_SECTION_REVIEW, 0, "");
}

static void a_format_chooses_its_sections(void **state)
{
    (void)state;
    fill_sections();
    assert_walk(WP_SECTION_GOALS | WP_SECTION_DROPPED, 0, "[Goals 5 rows][Dropped gone(ill)]");
}

/* At the limit, the walk completes the current entry and its section, and then ends. */
static void a_walk_ends_at_its_limit(void **state)
{
    (void)state;
    fill_sections();
    assert_walk(WP_SECTIONS_BY_STATE, 8, "[Done {part(goal)]");
}

static void items_that_are_due(void **state)
{
    struct wp_item *goal = tree_add(&tree, root, "Write");

    (void)state;
    goal->due = START + 5;
    tree_add(&tree, goal, "Draft")->due = START + 3;
    tree_add(&tree, root, "Later")->due = START + 7;
    tree_add(&tree, root, "Read")->due = START + 5;
    tree_add(&tree, root, "Run")->due = START + 1;
    tree.items[4].done = true;
    assert_walk(WP_SECTION_DUE, 0,
                "[Late and due Draft(4 days late - Write) Write(2 days late) Read(2 days late)]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_empty_section_has_no_heading, begin, end),
        cmocka_unit_test_setup_teardown(sections_are_in_their_order, begin, end),
        cmocka_unit_test_setup_teardown(what_was_done_besides_is_after_what_was_done, begin, end),
        cmocka_unit_test_setup_teardown(what_is_put_off_has_a_section, begin, end),
        cmocka_unit_test_setup_teardown(a_review_is_the_last_section, begin, end),
        cmocka_unit_test_setup_teardown(a_missing_review_is_asked_for_when_the_week_is_over, begin,
                                        end),
        cmocka_unit_test_setup_teardown(a_format_chooses_its_sections, begin, end),
        cmocka_unit_test_setup_teardown(a_walk_ends_at_its_limit, begin, end),
        cmocka_unit_test_setup_teardown(items_that_are_due, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
