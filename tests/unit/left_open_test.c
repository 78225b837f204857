/* Items that earlier weeks left open: which items, and in which weeks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <weekplan/left_open.h>

static wp_day day_of(const char *text)
{
    wp_day day = WP_NO_DAY;

    assert_true(wp_day_parse(wp_str(text), &day));
    return day;
}

/* Read which items the weeks before 2019-08-05 left open: the weeks of one year, or with
 * `newest_only` only the last of them. */
static void read_left(struct wp_left_open *left, const char *text, bool newest_only)
{
    struct wp_str bytes = wp_str(text);
    struct wp_input input = wp_input_memory(&bytes);
    struct wp_left_open_options options = {.before = day_of("2019-08-05"),
                                           .newest_only = newest_only};
    struct wp_plan *plan;
    struct wp_error error;

    assert_int_equal(wp_plan_open(&plan, &input, &error), WP_OK);
    assert_int_equal(wp_left_open_read(left, plan, &options, &error), WP_OK);
    wp_plan_close(plan);
}

static void assert_week(const struct wp_left_week *week, const char *start, size_t items,
                        size_t goals)
{
    assert_int_equal(week->start, day_of(start));
    assert_int_equal(week->items, items);
    assert_int_equal(week->goals, goals);
}

static const char three_weeks[] = "week: 2019-07-15\n"
                                  "goals:\n"
                                  "  - Gone\n"
                                  "  - Kept\n"
                                  "---\n"
                                  "week: 2019-07-29\n"
                                  "goals:\n"
                                  "  - Kept\n"
                                  "  - title: Book\n"
                                  "    subtasks:\n"
                                  "      - One\n"
                                  "      - {title: Two, done: true}\n"
                                  "      - Three\n"
                                  "  - {title: Put off, dropped: true}\n"
                                  "---\n"
                                  "week: 2019-08-05\n"
                                  "goals:\n"
                                  "  - title: Book\n"
                                  "    subtasks: [Three]\n";

static void test_items_of_no_later_week(void **state)
{
    struct wp_left_open left;

    (void)state;
    read_left(&left, three_weeks, false);
    assert_int_equal(left.count, 2);
    assert_week(&left.weeks[0], "2019-07-29", 2, 2);
    assert_week(&left.weeks[1], "2019-07-15", 1, 1);
    wp_left_open_free(&left);
}

static void test_newest_week_only(void **state)
{
    struct wp_left_open left;

    (void)state;
    read_left(&left, three_weeks, true);
    assert_int_equal(left.count, 1);
    assert_week(&left.weeks[0], "2019-07-29", 2, 2);
    wp_left_open_free(&left);
}

static void test_week_without_goals_is_passed_over(void **state)
{
    struct wp_left_open left;

    (void)state;
    read_left(&left,
              "week: 2019-07-15\ngoals: [Open]\n---\nweek: 2019-07-22\nskip: true\n"
              "---\nweek: 2019-08-05\n",
              true);
    assert_int_equal(left.count, 1);
    assert_week(&left.weeks[0], "2019-07-15", 1, 1);
    wp_left_open_free(&left);
}

/* Item A is found by its id, although it is elsewhere in a later week. Item B has no id, so its
 * title elsewhere does not count. */
static void test_id_is_found_at_any_place(void **state)
{
    struct wp_left_open left;

    (void)state;
    read_left(&left,
              "week: 2019-07-29\ngoals: [{title: A, id: a}, B]\n"
              "---\nweek: 2019-08-05\ngoals: [{title: C, subtasks: [{title: X, id: a}, B]}]\n",
              false);
    assert_int_equal(left.count, 1);
    assert_week(&left.weeks[0], "2019-07-29", 1, 1);
    wp_left_open_free(&left);
}

/* The selected week (2019-08-05) is not in the plan. A goal that a later week has does not count as
 * left open. */
static void test_week_after_the_selected_one(void **state)
{
    struct wp_left_open left;

    (void)state;
    read_left(&left, "week: 2019-07-29\ngoals: [A, B, B]\n---\nweek: 2019-08-12\ngoals: [A, B]\n",
              false);
    assert_int_equal(left.count, 1);
    assert_week(&left.weeks[0], "2019-07-29", 1, 1);
    wp_left_open_free(&left);
}

static void test_invalid_week_is_passed_over(void **state)
{
    struct wp_left_open left;

    (void)state;
    read_left(&left,
              "week: 2019-07-22\ngoals: [A]\n---\nweek: 2019-07-29\ngols: [B]\n"
              "---\nweek: 2019-08-05\n",
              false);
    assert_int_equal(left.count, 1);
    assert_week(&left.weeks[0], "2019-07-22", 1, 1);
    assert_int_equal(left.invalid_count, 1);
    assert_int_equal(left.invalid.line, 5);
    wp_left_open_free(&left);
}

/* Items on the list for later do not count as left open. A list that is not valid is ignored. */
static void list_for_later(void **state)
{
    static const char weeks[] = "---\nweek: 2019-07-29\n"
                                "goals: [Read, {title: Book, subtasks: [One, Two]}]\n";
    struct wp_buf text = WP_BUF_INIT;
    struct wp_left_open left;

    (void)state;
    wp_buf_puts(&text, "later: [Read, {title: Book, subtasks: [Two]}]\n");
    wp_buf_puts(&text, weeks);
    read_left(&left, text.data, false);
    assert_int_equal(left.count, 1);
    assert_week(&left.weeks[0], "2019-07-29", 1, 1);
    wp_left_open_free(&left);
    wp_buf_clear(&text);
    wp_buf_puts(&text, "later: [{title: Read, doen: true}]\n");
    wp_buf_puts(&text, weeks);
    read_left(&left, text.data, true);
    assert_int_equal(left.count, 1);
    assert_week(&left.weeks[0], "2019-07-29", 3, 2);
    assert_int_equal(left.invalid_count, 0);
    wp_left_open_free(&left);
    wp_buf_free(&text);
}

/* Assert the titles of the items that `carry` into the week of 2019-08-05 leaves in the week of
 * 2019-07-22. */
static void assert_taken(const char *text, const char *titles)
{
    struct wp_str bytes = wp_str(text);
    struct wp_input input = wp_input_memory(&bytes);
    struct wp_problems ignored = {.limit = 0};
    struct wp_buf found_titles = WP_BUF_INIT;
    struct wp_taken_items taken;
    struct wp_found found;
    struct wp_plan *plan;
    struct wp_error error;

    assert_int_equal(wp_plan_open(&plan, &input, &error), WP_OK);
    assert_int_equal(wp_plan_find(plan, wp_window_from(day_of("2019-07-22")), &found, &ignored),
                     WP_OK);
    assert_int_equal(
        wp_left_open_find_taken(&taken, plan, found.week, day_of("2019-08-05"), &error), WP_OK);
    for (size_t i = 0; i < taken.count; i++) {
        wp_buf_append(&found_titles, taken.list[i]->title);
        wp_buf_putc(&found_titles, ' ');
    }
    assert_string_equal(found_titles.length > 0 ? found_titles.data : "", titles);
    wp_buf_free(&found_titles);
    wp_taken_items_free(&taken);
    wp_week_free(found.week);
    wp_plan_close(plan);
}

static void test_items_that_are_elsewhere(void **state)
{
    (void)state;
    assert_taken("week: 2019-07-22\ngoals: [A, B, {title: C, subtasks: [D, E]}, F]\n"
                 "---\nweek: 2019-07-29\ngoals: [{title: A, done: true}]\n"
                 "---\nweek: 2019-08-05\ngoals: [B]\n"
                 "---\nweek: 2019-08-12\ngoals: [{title: C, subtasks: [E]}]\n",
                 "A B E ");
    assert_taken("week: 2019-07-22\ngoals: [A, {title: B, dropped: true}]\n", "");
}

/* A title is found anywhere on the list for later, for as many items as the list has. */
static void test_titles_anywhere_on_the_list(void **state)
{
    (void)state;
    assert_taken(
        "later: [{title: X, subtasks: [A, {title: C, subtasks: [B]}]}]\n"
        "---\nweek: 2019-07-22\ngoals: [A, A, {title: C, subtasks: [B, {title: X, id: x}]}]\n",
        "A B X ");
}

/* A goal that repeats is in each week, so a week after the new week does not count. */
static void test_weekly_goals_elsewhere(void **state)
{
    (void)state;
    assert_taken("later: [{title: A, subtasks: [B]}]\n"
                 "---\nweek: 2019-07-22\ngoals:\n"
                 "  - {title: A, repeat: weekly, subtasks: [{title: B, done: true}, C]}\n"
                 "  - {title: D, repeat: weekly}\n"
                 "  - {title: E, repeat: weekly}\n"
                 "---\nweek: 2019-07-29\ngoals: [E]\n"
                 "---\nweek: 2019-08-12\ngoals: [D]\n",
                 "E B C ");
}

/* The first day that is searched is 53 weeks before 2019-08-05. */
static void test_only_a_year_is_searched(void **state)
{
    struct wp_left_open left;

    (void)state;
    read_left(&left, "week: 2018-07-23\ngoals: [A]\n---\nweek: 2018-07-30\ngoals: [B]\n", false);
    assert_int_equal(left.count, 1);
    assert_week(&left.weeks[0], "2018-07-30", 1, 1);
    wp_left_open_free(&left);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(list_for_later),
        cmocka_unit_test(test_items_that_are_elsewhere),
        cmocka_unit_test(test_titles_anywhere_on_the_list),
        cmocka_unit_test(test_weekly_goals_elsewhere),
        cmocka_unit_test(test_items_of_no_later_week),
        cmocka_unit_test(test_newest_week_only),
        cmocka_unit_test(test_only_a_year_is_searched),
        cmocka_unit_test(test_week_without_goals_is_passed_over),
        cmocka_unit_test(test_id_is_found_at_any_place),
        cmocka_unit_test(test_week_after_the_selected_one),
        cmocka_unit_test(test_invalid_week_is_passed_over),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
