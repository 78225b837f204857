/* Which item a REF of a command line names: a path, an id, or a part of a title. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <weekplan/progress.h>

#include "build_week.h"
#include "plan/find_ref.h"
#include <weekplan/plan.h>

static struct tree tree;

/* Build the goals of the example plan, and goals with similar titles. */
static void plant(void)
{
    struct wp_item *root = tree_begin(&tree);
    struct wp_item *capstone = tree_add(&tree, root, "Finish the capstone analysis");
    capstone->id = wp_str("capstone");
    tree_add(&tree, capstone, "Performance metrics");
    struct wp_item *strategy = tree_add(&tree, capstone, "Strategy of each training round");
    tree_add(&tree, strategy, "Round 1")->done = true;
    tree_add(&tree, strategy, "Round 2")->done = true;
    tree_add(&tree, strategy, "Round 3");
    tree_add(&tree, strategy, "Round 10");
    tree_add(&tree, capstone, "Reasons for new data")->dropped = true;
    tree_add(&tree, root,
             "Stra\xc3\x9f"
             "e nach \xc3\x89vora"); /* Straße nach Évora */
    tree_add(&tree, root, "2019");
    tree_add(&tree, root, "Capstone");
    tree_add(&tree, root, "EMAIL");
    tree_add(&tree, root, "Email")->id = wp_str("mail");
    tree_add(&tree, root, "mail");
    tree_add(&tree, root, "Plan")->done = true;
    tree_add(&tree, root, "PLAN");
    tree_add(&tree, root, "Grocerie");
    tree_add(&tree, root, "Grocers or groceries");
    tree_add(&tree, root, "Two  blanks");
    wp_progress_roll_up(root);
}

static void append_path(struct wp_buf *buf, const struct wp_item *item)
{
    wp_buf_putc(buf, ' ');
    wp_item_path(buf, item);
}

/* Assert which items a REF finds: "= PATH" for one match, "2: PATH PATH" for several, "~ PATH…" for
 * the nearest items if none matches. */
static void assert_found(const char *ref, unsigned acts_on, const char *found)
{
    struct wp_selection selection;
    struct wp_buf actual = WP_BUF_INIT;

    plant();
    wp_find_ref(&tree.week, wp_str(ref), acts_on, &selection);
    wp_buf_printf(&actual, "'%s' ", ref);
    size_t begin = actual.length;
    if (selection.fitting > 1)
        wp_buf_printf(&actual, "%d:", (int)selection.fitting);
    else
        wp_buf_putc(&actual, selection.fitting == 1 ? '=' : '~');
    if (selection.item != NULL)
        append_path(&actual, selection.item);
    for (size_t i = 0; i < selection.candidate_count; i++)
        append_path(&actual, selection.candidates[i]);
    if (!wp_str_equal_c(wp_str_slice(wp_buf_str(&actual), begin, actual.length), found))
        fail_msg("%s, not %s", actual.data, found);
    wp_buf_free(&actual);
}

#define OPEN     WP_ACTS_ON(WP_OPEN)
#define NOT_OPEN (WP_ACTS_ON(WP_DONE) | WP_ACTS_ON(WP_DROPPED))
#define ALL      WP_ACTS_ON_ALL

static void test_paths(void **state)
{
    (void)state;
    assert_found("1", ALL, "= 1");
    assert_found("1.2.3", ALL, "= 1.2.3");
    assert_found("7", ALL, "= 7");
    assert_found("12", ALL, "= 12");
    assert_found("13", ALL, "~");
    assert_found("1.2.9", ALL, "~");
    assert_found("2.1", ALL, "~");
    assert_found("0", ALL, "~");
    assert_found("01", ALL, "~");
    assert_found("1.02", ALL, "~");
    assert_found("1.", ALL, "~");
    assert_found(".1", ALL, "~");
    assert_found("1..2", ALL, "~");
    assert_found(".", ALL, "~");
    assert_found("4294967297", ALL, "~");
    assert_found("18446744073709551617", ALL, "~");
}

static void test_paths_are_nothing_else(void **state)
{
    (void)state;
    assert_found("2019", ALL, "~");
}

static void test_paths_name_what_cannot_be_acted_on(void **state)
{
    (void)state;
    assert_found("1.2.1", OPEN, "= 1.2.1");
    assert_found("1.2.3", NOT_OPEN, "= 1.2.3");
}

static void test_ids_come_before_titles(void **state)
{
    (void)state;
    assert_found("capstone", ALL, "= 1");
    assert_found("Capstone", ALL, "= 4");
    assert_found("mail", ALL, "= 6");
    assert_found("mail", NOT_OPEN, "= 6");
}

static void test_exact_title_before_same_text_before_part(void **state)
{
    (void)state;
    assert_found("EMAIL", ALL, "= 5");
    assert_found("Email", ALL, "= 6");
    assert_found("eMAIL", ALL, "2: 5 6");
    assert_found("MAIL", ALL, "= 7");
    assert_found("MAI", ALL, "= 7"); /* inside a word of the others */
    assert_found("AI", ALL, "4: 1.2 5 6 7");
    assert_found("round 3", ALL, "= 1.2.3");
    assert_found("round", ALL, "5: 1.2 1.2.1 1.2.2 1.2.3 1.2.4");
    assert_found("the cap", ALL, "= 1");
}

static void test_whole_words_before_parts_of_words(void **state)
{
    (void)state;
    /* "grocerie" is the whole title of goal 10, and only a part of a word of goal 11 */
    assert_found("grocers", ALL, "= 11");
    assert_found("grocerie", ALL, "= 10");
    assert_found("data", ALL, "= 1.3");
    assert_found("round 1", OPEN, "= 1.2.1");
    assert_found("each training", ALL, "= 1.2");
    assert_found("trategy", ALL, "= 1.2");
}

static void assert_range(const char *ref, const char *first, const char *last)
{
    const struct wp_item *begin, *end;
    struct wp_buf actual = WP_BUF_INIT;

    plant();
    assert_true(wp_find_ref_range(&tree.week, wp_str(ref), &begin, &end));
    wp_item_path(&actual, begin);
    assert_string_equal(actual.data, first);
    wp_buf_clear(&actual);
    wp_item_path(&actual, end);
    assert_string_equal(actual.data, last);
    wp_buf_free(&actual);
}

static void test_ranges_join_siblings(void **state)
{
    static const char *const no_ranges[] = {"1-13", "3-2",   "1-1.2", "1.1-2", "-2", "2-",
                                            "a-b",  "1-2-3", "1",     "+1-+2", "",   "0-1"};
    const struct wp_item *begin, *end;
    struct wp_str path, last_path;

    (void)state;
    assert_range("2-4", "2", "4");
    assert_range("3-3", "3", "3");
    assert_range("1.2.1-1.2.4", "1.2.1", "1.2.4");
    plant();
    for (size_t i = 0; i < sizeof no_ranges / sizeof no_ranges[0]; i++)
        assert_false(wp_find_ref_range(&tree.week, wp_str(no_ranges[i]), &begin, &end));
    assert_true(wp_find_ref_split_range(wp_str("1-13"), &path, &last_path));
    assert_true(wp_str_equal_c(path, "1"));
    assert_true(wp_str_equal_c(last_path, "13"));
    assert_false(wp_find_ref_split_range(wp_str("1-2-3"), &path, &last_path));
    assert_false(wp_find_ref_split_range(wp_str("a-b"), &path, &last_path));
}

static void test_text_is_folded_and_composed(void **state)
{
    (void)state;
    assert_found("strasse nach e\xcc\x81vora", ALL, "= 2");
    assert_found("STRASSE NACH", ALL, "= 2");
    assert_found("E\xcc\x81VO", ALL, "= 2");
    assert_found("nach evora", ALL, "~");
}

static void test_titles_are_looked_for_where_the_command_acts(void **state)
{
    (void)state;
    assert_found("round", OPEN, "3: 1.2 1.2.3 1.2.4");
    assert_found("round", NOT_OPEN, "2: 1.2.1 1.2.2");
    assert_found("reasons", NOT_OPEN, "= 1.3");
    assert_found("Round 1", ALL, "= 1.2.1");
    assert_found("Plan", ALL, "= 8");
    assert_found("Plan", OPEN, "= 9");
}

/* `done "Round 1"` finds the closed item "Round 1", not the open item "Round 10". */
static void test_a_whole_title_elsewhere_comes_before_a_part(void **state)
{
    (void)state;
    assert_found("Round 1", OPEN, "= 1.2.1");
    assert_found("round 1", OPEN, "= 1.2.1");
    assert_found("ound 1", OPEN, "= 1.2.4");
}

static void test_the_nearest_titles(void **state)
{
    (void)state;
    assert_found("captsone", ALL, "~ 1 4");
    assert_found("perfromance metrics", ALL, "~ 1.1");
    assert_found("strategie", ALL, "~ 1.2");
    assert_found("xyzzy", ALL, "~");
    assert_found("q", ALL, "~");
    assert_found("grcoeries", ALL, "~ 11 10");
}

static void test_the_nearest_can_be_acted_on_first(void **state)
{
    (void)state;
    assert_found("Ruond 2", ALL, "~ 1.2.2 1.2.1 1.2.3");
    assert_found("Ruond 2", OPEN, "~ 1.2.3 1.2.2 1.2.1");
    assert_found("Ruond 2", NOT_OPEN, "~ 1.2.2 1.2.1 1.2.3");
}

/* If `done mum` is run twice, the second run finds the same item, although it is closed now. */
static void test_the_only_part_of_a_title_elsewhere(void **state)
{
    (void)state;
    assert_found("reasons", OPEN, "= 1.3");
    assert_found("sons for new", OPEN, "= 1.3");
    assert_found("metrics", NOT_OPEN, "= 1.1");
    assert_found("roceri", NOT_OPEN, "~ 10 11"); /* two items match, so neither is chosen */
}

static void test_blank_fits_nothing(void **state)
{
    (void)state;
    assert_found("", ALL, "~");
    assert_found(" ", ALL, "~");
    assert_found(" \t\n", ALL, "~");
}

static void test_more_fit_than_there_is_room_for(void **state)
{
    struct wp_selection selection;
    struct wp_item *root = tree_begin(&tree);
    enum { MANY = WP_CANDIDATES_MAX + 10 };

    (void)state;
    for (int i = 0; i < MANY; i++)
        tree_add(&tree, root, "again");
    wp_progress_roll_up(root);

    wp_find_ref(&tree.week, wp_str("again"), ALL, &selection);
    assert_null(selection.item);
    assert_int_equal(selection.fitting, MANY);
    assert_int_equal(selection.candidate_count, WP_CANDIDATES_MAX);
    assert_ptr_equal(selection.candidates[0], root->first);
    assert_int_equal(selection.candidates[WP_CANDIDATES_MAX - 1]->number, WP_CANDIDATES_MAX);
}

/* Assert which item a REF names in a week with entries of `also:`. */
static void assert_found_in_both(const char *ref, unsigned acts_on, const char *path)
{
    static const char text[] = "week: 2019-08-04\n"
                               "goals: [Row, {title: Mend the sail, done: true}]\n"
                               "also: [Row home, {title: Bike, id: b}, Sail]\n";
    struct wp_problems problems = {.limit = 0};
    struct wp_week *week = NULL;
    struct wp_selection selection;
    struct wp_buf found = WP_BUF_INIT;

    assert_int_equal(wp_week_load(wp_str(text), 0, 1, &week, &problems), WP_OK);
    wp_find_ref(week, wp_str(ref), acts_on, &selection);
    if (selection.item != NULL)
        wp_item_path(&found, selection.item);
    for (size_t i = 0; selection.fitting > 1 && i < selection.candidate_count; i++)
        append_path(&found, selection.candidates[i]);
    assert_string_equal(found.length > 0 ? found.data : "", path);
    wp_buf_free(&found);
    wp_week_free(week);
}

static void test_entries_of_also(void **state)
{
    (void)state;
    assert_found_in_both("+1", ALL, "+1");
    assert_found_in_both("+3", ALL, "+3");
    assert_found_in_both("+4", ALL, "");
    assert_found_in_both("+1.1", ALL, "");
    assert_found_in_both("+", ALL, "");
    assert_found_in_both("b", ALL, "+2");
    assert_found_in_both("bike", OPEN, "+2");
    assert_found_in_both("row", ALL | WP_ACTS_ON_ALSO, "1");
    assert_found_in_both("ro", ALL | WP_ACTS_ON_ALSO, " 1 +1");
    assert_found_in_both("ro", ALL, "1");
    assert_found_in_both("sai", ALL | WP_ACTS_ON_ALSO, " 2 +3");
    assert_found_in_both("home", ALL, "+1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_paths_are_nothing_else),
        cmocka_unit_test(test_paths_name_what_cannot_be_acted_on),
        cmocka_unit_test(test_ids_come_before_titles),
        cmocka_unit_test(test_exact_title_before_same_text_before_part),
        cmocka_unit_test(test_whole_words_before_parts_of_words),
        cmocka_unit_test(test_ranges_join_siblings),
        cmocka_unit_test(test_text_is_folded_and_composed),
        cmocka_unit_test(test_titles_are_looked_for_where_the_command_acts),
        cmocka_unit_test(test_a_whole_title_elsewhere_comes_before_a_part),
        cmocka_unit_test(test_the_nearest_titles),
        cmocka_unit_test(test_the_nearest_can_be_acted_on_first),
        cmocka_unit_test(test_the_only_part_of_a_title_elsewhere),
        cmocka_unit_test(test_blank_fits_nothing),
        cmocka_unit_test(test_more_fit_than_there_is_room_for),
        cmocka_unit_test(test_entries_of_also),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
