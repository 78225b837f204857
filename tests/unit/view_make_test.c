/* The rows and numbers of a view. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "build_week.h"
#include <weekplan/progress.h>
#include <weekplan/view.h>

enum { START = 18112, TODAY = START + 2 }; /* Sunday 2019-08-04 */

static struct tree tree;
static struct wp_view view;

/* Make the plan 1 a: 1.1 b (done), 1.2 c: 1.2.1 d; 2 e (dropped); 3 f. */
static struct wp_item *plant(void)
{
    struct wp_item *root = tree_begin(&tree);
    struct wp_item *a = tree_add(&tree, root, "a");

    tree_add(&tree, a, "b")->done = true;
    tree_add(&tree, tree_add(&tree, a, "c"), "d");
    tree_add(&tree, root, "e")->dropped = true;
    tree_add(&tree, root, "f");
    tree.week.start = START;
    return root;
}

static void look(const struct wp_view_options *options)
{
    wp_view_free(&view);
    wp_progress_roll_up(&tree.week.root);
    wp_view_make(&view, &tree.week, options);
}

static int close_view(void **state)
{
    (void)state;
    wp_view_free(&view);
    return 0;
}

static void assert_shows(unsigned depth, bool open_only, const char *titles)
{
    struct wp_view_options options = {.today = TODAY, .depth = depth, .open_only = open_only};
    struct wp_buf percent_tenths = WP_BUF_INIT;

    look(&options);
    for (size_t i = 0; i < view.row_count; i++)
        wp_buf_append(&percent_tenths, view.rows[i].item->title);
    assert_string_equal(percent_tenths.data, titles);
    wp_buf_free(&percent_tenths);
}

static void rows_are_in_the_order_of_the_file(void **state)
{
    (void)state;
    plant();
    assert_shows(0, false, "abcdef");
    assert_shows(1, false, "aef");
    assert_shows(2, false, "abcef");
    assert_shows(0, true, "acdf");
    assert_int_equal(view.hidden, 2);
    assert_int_equal(view.open_leaves, 2);
    assert_shows(1, true, "af");
    /* The count is that of the week, whatever the depth. */
    assert_int_equal(view.hidden, 2);
}

/* In the view of an item, depths count from this item. All else is as in the view of
 * the week. */
static void a_view_of_an_item(void **state)
{
    const struct wp_item *a = plant()->first;
    struct wp_view_options options = {.today = TODAY, .top = a};
    struct wp_row row;

    (void)state;
    look(&options);
    assert_ptr_equal(view.top, a);
    assert_int_equal(view.row_count, 3);
    assert_string_equal(view.rows[0].item->title.data, "b");
    assert_int_equal(view.rows[0].depth, 1);
    assert_int_equal(view.rows[0].siblings, 2);
    assert_int_equal(view.rows[2].depth, 2);
    options.depth = 1;
    look(&options);
    assert_int_equal(view.row_count, 2);
    row = wp_view_row(&view, a);
    assert_ptr_equal(row.item, a);
    assert_int_equal(row.percent_tenths, 500);
    assert_true(row.has_bar);
    options.top = a->first;
    look(&options);
    assert_int_equal(view.row_count, 0);
    options.top = NULL;
    look(&options);
    assert_ptr_equal(view.top, &tree.week.root);
}

static void members_of_a_row(void **state)
{
    struct wp_view_options options = {.today = TODAY};

    (void)state;
    plant();
    tree.items[3].progress_value = (struct wp_progress_value){true, 1, 3, wp_str("")};
    look(&options);
    assert_int_equal(view.rows[0].depth, 1);
    assert_int_equal(view.rows[0].siblings, 3);
    assert_int_equal(view.rows[0].mark, WP_MARK_MOVED);
    assert_int_equal(view.rows[0].percent_tenths, 667);
    assert_true(view.rows[0].has_bar);
    assert_int_equal(view.rows[1].mark, WP_MARK_DONE);
    assert_false(view.rows[1].has_bar);
    assert_int_equal(view.rows[3].depth, 3);
    assert_int_equal(view.rows[3].siblings, 1);
    assert_int_equal(view.rows[3].percent_tenths, 333);
    assert_true(view.rows[3].has_bar);
    assert_int_equal(view.rows[4].mark, WP_MARK_DROPPED);
    assert_int_equal(view.rows[4].percent_tenths, -1);
    assert_int_equal(view.rows[5].mark, WP_MARK_OPEN);
    assert_int_equal(view.rows[5].percent_tenths, 0);
}

static void assert_when(wp_day due, wp_day today, enum wp_when when, uint32_t days_late)
{
    struct wp_view_options options = {.today = today};
    const struct wp_row *row = NULL;

    plant();
    tree.items[5].due = due;
    look(&options);
    row = &view.rows[5];
    assert_int_equal(row->when, when);
    assert_int_equal(row->days_late, days_late);
    assert_int_equal(view.overdue, when == WP_WHEN_LATE);
    if (when != WP_WHEN_NONE)
        assert_int_equal(row->day, due);
}

static void days_beside_titles(void **state)
{
    (void)state;
    assert_when(WP_NO_DAY, TODAY, WP_WHEN_NONE, 0);
    assert_when(TODAY + 3, TODAY, WP_WHEN_DUE, 0);
    assert_when(TODAY + 2, TODAY, WP_WHEN_SOON, 0);
    assert_when(TODAY, TODAY, WP_WHEN_SOON, 0);
    assert_when(TODAY - 1, TODAY, WP_WHEN_LATE, 1);
    assert_when(TODAY - 40, TODAY, WP_WHEN_LATE, 40);
}

/* An item that was due within the week is late, one that is due after it is not. */
static void items_of_a_past_week_are_late_at_its_end(void **state)
{
    (void)state;
    assert_when(START + 6, START + 100, WP_WHEN_LATE, 1);
    assert_when(START + 7, START + 100, WP_WHEN_SOON, 0);
    assert_when(START + 30, START + 100, WP_WHEN_DUE, 0);
    assert_when(START + 6, START + 6, WP_WHEN_SOON, 0);
}

static void only_open_items_are_late(void **state)
{
    struct wp_view_options options = {.today = TODAY};

    (void)state;
    plant();
    tree.items[1].due = tree.items[4].due = START;
    tree.items[1].done_on = START + 1;
    look(&options);
    assert_int_equal(view.overdue, 0);
    assert_int_equal(view.rows[1].when, WP_WHEN_DONE);
    assert_int_equal(view.rows[1].day, START + 1);
    assert_int_equal(view.rows[4].when, WP_WHEN_NONE);
}

static void the_day_of_the_week(void **state)
{
    static const struct {
        wp_day today;
        int day_number;
        int weeks_away;
    } cases[] = {
        {START - 8, 0, 2}, {START - 7, 0, 1},  {START - 1, 0, 1},   {START, 1, 0},
        {START + 6, 7, 0}, {START + 7, 0, -1}, {START + 13, 0, -1}, {START + 14, 0, -2},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_view_options options = {.today = cases[i].today};

        plant();
        look(&options);
        assert_int_equal(view.day_number, cases[i].day_number);
        assert_int_equal(view.weeks_away, cases[i].weeks_away);
        assert_int_equal(view.end, START + 6);
    }
}

static void assert_mood(enum wp_summary summary, int percent_tenths)
{
    struct wp_view_options options = {.today = TODAY};

    look(&options);
    assert_int_equal(view.summary, summary);
    assert_int_equal(view.percent_tenths, percent_tenths);
}

static void summaries(void **state)
{
    struct wp_item *root = tree_begin(&tree);

    (void)state;
    assert_mood(WP_SUMMARY_NOTHING_PLANNED, -1);
    assert_int_equal(view.row_count, 0);
    tree_add(&tree, root, "a")->dropped = true;
    assert_mood(WP_SUMMARY_ALL_DROPPED, -1);
    tree_add(&tree, root, "b")->done = true;
    assert_mood(WP_SUMMARY_ALL_DONE, 1000);
    tree_add(&tree, root, "c");
    assert_mood(WP_SUMMARY_UNDER_WAY, 500);
}

static void assert_also(bool open_only, const struct wp_item *top, const char *titles)
{
    struct wp_view_options options = {.today = TODAY, .open_only = open_only, .top = top};
    struct wp_buf found = WP_BUF_INIT;

    look(&options);
    assert_int_equal(view.also_count, 5);
    for (size_t i = 0; i < view.also_row_count; i++)
        wp_buf_append(&found, view.also[i].item->title);
    assert_true(wp_str_equal_c(wp_buf_str(&found), titles));
    wp_buf_free(&found);
}

static void what_was_done_besides_is_in_the_order_of_days(void **state)
{
    static const struct {
        const char *title;
        wp_day day;
    } items[] = {
        {"x", WP_NO_DAY}, {"c", START + 1}, {"a", START}, {"d", START + 1}, {"y", WP_NO_DAY}};
    struct wp_item *root = plant();

    (void)state;
    tree.week.also.seq_key = WP_KEY_ALSO;
    for (size_t i = 0; i < sizeof items / sizeof items[0]; i++) {
        struct wp_item *item = tree_add(&tree, &tree.week.also, items[i].title);

        item->done = true;
        item->done_on = items[i].day;
    }
    wp_progress_roll_up(&tree.week.also);
    assert_also(false, NULL, "acdxy");
    assert_also(false, root, "acdxy");
    assert_also(false, root->first, "");
    assert_also(true, NULL, "");
    assert_shows(0, false, "abcdef");
    assert_int_equal(view.percent_tenths, 333);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_in_the_order_of_the_file),
        cmocka_unit_test(a_view_of_an_item),
        cmocka_unit_test(members_of_a_row),
        cmocka_unit_test(days_beside_titles),
        cmocka_unit_test(items_of_a_past_week_are_late_at_its_end),
        cmocka_unit_test(only_open_items_are_late),
        cmocka_unit_test(the_day_of_the_week),
        cmocka_unit_test(summaries),
        cmocka_unit_test(what_was_done_besides_is_in_the_order_of_days),
    };
    return cmocka_run_group_tests(tests, NULL, close_view);
}
