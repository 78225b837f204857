/* Finding a week, checking a plan, and how much of the file is read for it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <weekplan/buf.h>
#include <weekplan/plan.h>

enum { PROBLEMS_MAX = 4 };

static struct wp_error list[PROBLEMS_MAX];

/* An input that counts the bytes that are read. It can fail instead of reading. */
struct counted {
    struct wp_str bytes;
    uint64_t read;
    uint64_t lowest; /* lowest offset that was read */
    bool broken;
};

static enum wp_status read_counted(void *context, uint64_t offset, char *bytes, size_t length,
                                   struct wp_error *error)
{
    struct counted *counted = context;

    if (counted->broken)
        return wp_error_set(error, WP_IO, "cannot read");
    assert_true(offset + length <= counted->bytes.length);
    memcpy(bytes, counted->bytes.data + offset, length);
    counted->read += length;
    counted->lowest = offset < counted->lowest ? offset : counted->lowest;
    return WP_OK;
}

static struct wp_input input_of(struct counted *counted)
{
    return (struct wp_input){counted->bytes.length, read_counted, counted};
}

static struct wp_plan *open_plan(struct counted *counted)
{
    struct wp_input input = input_of(counted);
    struct wp_plan *plan = NULL;
    struct wp_error error;

    assert_int_equal(wp_plan_open(&plan, &input, &error), WP_OK);
    return plan;
}

static struct wp_problems no_problems(void)
{
    return (struct wp_problems){.list = list, .limit = PROBLEMS_MAX};
}

static wp_day day_of(const char *text)
{
    wp_day day = WP_NO_DAY;

    assert_true(wp_day_parse(wp_str(text), &day));
    return day;
}

static enum wp_status find_in(struct counted *counted, const char *day, struct wp_found *found)
{
    struct wp_problems problems = no_problems();
    struct wp_plan *plan = open_plan(counted);
    enum wp_status status = wp_plan_find(plan, wp_window_holding(day_of(day)), found, &problems);

    assert_int_equal(status == WP_OK, found->week != NULL);
    wp_plan_close(plan);
    return status;
}

static enum wp_status find(const char *plan, const char *day, struct wp_found *found)
{
    struct counted counted = {.bytes = wp_str(plan)};

    return find_in(&counted, day, found);
}

#define THREE_WEEKS                                                                                \
    "week: 2019-07-21\ngoals: [A]\n---\nweek: 2019-07-28\ngoals: [B]\n---\nweek: 2019-08-11\n"     \
    "goals: [C]\n"

static void assert_finds(const char *day, const char *title)
{
    struct wp_found found;

    assert_int_equal(find(THREE_WEEKS, day, &found), WP_OK);
    assert_true(wp_str_equal_c(found.week->root.first->title, title));
    wp_week_free(found.week);
}

static void a_week_is_found_by_any_of_its_days(void **state)
{
    (void)state;
    assert_finds("2019-07-21", "A");
    assert_finds("2019-07-27", "A");
    assert_finds("2019-07-28", "B");
    assert_finds("2019-08-03", "B");
    assert_finds("2019-08-11", "C");
    assert_finds("2019-08-17", "C");
}

static void assert_missing(const char *plan, const char *day, wp_day before, wp_day after,
                           wp_day newest, uint64_t insert_at)
{
    struct wp_found found;

    assert_int_equal(find(plan, day, &found), WP_MISSING);
    assert_int_equal(found.before, before);
    assert_int_equal(found.after, after);
    assert_int_equal(found.newest, newest);
    assert_int_equal(found.insert_at, insert_at);
}

static void a_missing_week_has_a_place(void **state)
{
    wp_day a = day_of("2019-07-21"), b = day_of("2019-07-28"), c = day_of("2019-08-11");

    (void)state;
    assert_missing(THREE_WEEKS, "2019-08-18", c, WP_NO_DAY, c, sizeof THREE_WEEKS - 1);
    assert_missing(THREE_WEEKS, "2019-08-10", b, c, c, 60);
    assert_missing(THREE_WEEKS, "2019-07-20", WP_NO_DAY, a, c, 0);
    assert_missing("", "2019-08-04", WP_NO_DAY, WP_NO_DAY, WP_NO_DAY, 0);
    assert_missing("# nothing\n", "2019-08-04", WP_NO_DAY, WP_NO_DAY, WP_NO_DAY, 10);
    assert_missing("---\n---\nweek: 2019-07-21\n---\n# c\n", "2019-08-04", a, WP_NO_DAY, a, 33);
}

static void an_iso_week_begins_on_its_monday(void **state)
{
    struct wp_found found;

    (void)state;
    assert_int_equal(find("week: 2019-W32\n", "2019-08-11", &found), WP_OK);
    assert_int_equal(found.week->start, day_of("2019-08-05"));
    wp_week_free(found.week);
    assert_int_equal(find("week: 2019-W32\n", "2019-08-04", &found), WP_MISSING);
}

static void spans_are_offsets_in_the_document(void **state)
{
    struct wp_found found;
    const struct wp_item *goal = NULL;

    (void)state;
    assert_int_equal(find(THREE_WEEKS, "2019-07-28", &found), WP_OK);
    goal = found.week->root.first;
    assert_int_equal(found.week->offset, 28);
    assert_true(wp_str_starts(found.week->text, "---\nweek: 2019-07-28\n"));
    assert_true(wp_str_equal_c(
        wp_str_slice(found.week->text, goal->layout.span.offset, goal->layout.span.length), "B"));
    wp_week_free(found.week);
}

static void what_lies_before_a_week_does_not_matter(void **state)
{
    struct wp_found found;

    (void)state;
    assert_int_equal(find("week: [\n---\nweek: 2019-08-04\n", "2019-08-04", &found), WP_OK);
    wp_week_free(found.week);
    assert_int_equal(find("week: [\n---\nweek: 2019-08-04\n", "2019-07-28", &found), WP_INVALID);
}

/* The document after the selected week must be a week that begins after it. */
static void what_lies_behind_a_week_matters(void **state)
{
    struct wp_found found;

    (void)state;
    assert_int_equal(find("week: 2019-08-04\n---\nweek: no\n", "2019-08-04", &found), WP_INVALID);
    assert_int_equal(find("week: 2019-08-04\n---\nweek: 2019-07-28\n", "2019-08-04", &found),
                     WP_INVALID);
    assert_int_equal(find("week: 2019-08-04\n---\nweek: 2019-08-10\n", "2019-08-04", &found),
                     WP_INVALID);
    assert_int_equal(list[0].line, 3);
    assert_int_equal(list[0].column, 7);
    assert_int_equal(
        find("week: 2019-08-04\n---\nweek: 2019-08-11\ngoals: 5\n", "2019-08-04", &found), WP_OK);
    wp_week_free(found.week);
}

static enum wp_status check(const char *bytes, struct wp_problems *problems, size_t *weeks,
                            size_t *items)
{
    struct counted counted = {.bytes = wp_str(bytes)};
    struct wp_plan *plan = open_plan(&counted);
    enum wp_status status;

    *problems = no_problems();
    status = wp_plan_check(plan, problems, weeks, items);
    wp_plan_close(plan);
    return status;
}

static void a_check_reads_all_of_it(void **state)
{
    struct wp_problems problems;
    size_t weeks, items;

    (void)state;
    assert_int_equal(check(THREE_WEEKS, &problems, &weeks, &items), WP_OK);
    assert_int_equal(weeks, 3);
    assert_int_equal(items, 3);
    assert_int_equal(check("", &problems, &weeks, &items), WP_OK);
    assert_int_equal(weeks, 0);
    assert_int_equal(check("week: no\n---\nweek: 2019-08-04\ngoals: 5\n---\nweek: 2019-08-04\n",
                           &problems, &weeks, &items),
                     WP_INVALID);
    assert_int_equal(problems.errors, 3);
    assert_int_equal(list[0].line, 1);
    assert_int_equal(list[1].line, 4);
    assert_int_equal(list[2].line, 6);
}

static void more_problems_than_room_are_counted(void **state)
{
    struct wp_problems problems;
    size_t weeks, items;

    (void)state;
    assert_int_equal(
        check("week: 2019-08-04\na: 1\nb: 2\nc: 3\ne: 4\nf: 5\ng: 6\n", &problems, &weeks, &items),
        WP_INVALID);
    assert_int_equal(problems.count, PROBLEMS_MAX);
    assert_int_equal(problems.errors, 6);
    assert_int_equal(list[3].line, 5);
}

/* Return a valid plan of many weeks, about 5 MB. */
static struct wp_str long_plan(struct wp_buf *buf)
{
    wp_day start = day_of("1000-01-05");

    for (int i = 0; i < 20000; i++, start += 7) {
        wp_buf_puts(buf, "---\nweek: ");
        wp_day_format(buf, start);
        wp_buf_puts(buf, "\ngoals:\n");
        wp_buf_repeat(buf, "  - {title: A goal of the week, done: true}\n", 5);
    }
    return wp_buf_str(buf);
}

static void the_newest_week_costs_the_same_whatever_the_history(void **state)
{
    struct wp_buf buf = WP_BUF_INIT;
    struct counted counted = {.bytes = long_plan(&buf)};
    struct wp_found found;
    wp_day newest = WP_NO_DAY;
    struct wp_buf day = WP_BUF_INIT;

    (void)state;
    assert_int_equal(find_in(&counted, "9000-01-01", &found), WP_MISSING);
    newest = found.newest;
    assert_true(counted.bytes.length > 4000000);
    assert_true(counted.read < 65536);

    wp_day_format(&day, newest);
    counted.read = 0;
    assert_int_equal(find_in(&counted, day.data, &found), WP_OK);
    assert_true(counted.read < 65536);
    wp_week_free(found.week);
    wp_buf_free(&day);
    wp_buf_free(&buf);
}

/* To find an old week, each newer week is read about once. */
static void an_old_week_costs_what_lies_behind_it(void **state)
{
    struct wp_buf buf = WP_BUF_INIT;
    struct counted counted = {.bytes = long_plan(&buf)};
    struct wp_problems problems = no_problems();
    struct wp_plan *plan = NULL;
    struct wp_found found;
    size_t weeks, items;

    (void)state;
    assert_int_equal(find_in(&counted, "1000-01-05", &found), WP_OK);
    assert_true(counted.read < 2 * counted.bytes.length);
    wp_week_free(found.week);

    counted.read = 0;
    plan = open_plan(&counted);
    assert_int_equal(wp_plan_check(plan, &problems, &weeks, &items), WP_OK);
    assert_int_equal(weeks, 20000);
    assert_int_equal(items, 100000);
    assert_true(counted.read < 2 * counted.bytes.length);
    wp_plan_close(plan);
    wp_buf_free(&buf);
}

/* Return a week of `length` bytes after an older week. */
static struct wp_str large_week(struct wp_buf *buf, size_t length)
{
    wp_buf_puts(buf, "week: 2019-07-28\n");
    wp_buf_puts(buf, "---\nweek: 2019-08-04\n#");
    wp_buf_repeat(buf, "x", length - 22);
    return wp_buf_str(buf);
}

static void a_week_has_a_largest_size(void **state)
{
    struct wp_found found;

    (void)state;
    for (size_t extra = 0; extra < 2; extra++) {
        struct wp_buf buf = WP_BUF_INIT;
        struct counted counted = {.bytes = large_week(&buf, WP_WEEK_MAX + extra)};

        assert_int_equal(find_in(&counted, "2019-08-04", &found), extra == 0 ? WP_OK : WP_INVALID);
        wp_week_free(found.week);
        wp_buf_free(&buf);
    }
    assert_string_equal(list[0].message, "this week is larger than 1 MiB");
}

static void a_file_has_a_largest_size(void **state)
{
    struct counted counted = {.broken = true};
    struct wp_input input = {WP_FILE_MAX + 1, read_counted, &counted};
    struct wp_plan *plan = NULL;
    struct wp_error error;

    (void)state;
    assert_int_equal(wp_plan_open(&plan, &input, &error), WP_INVALID);
    assert_null(plan);
    assert_string_equal(error.message, "the file is larger than 1 GiB");
    input.size = WP_FILE_MAX;
    assert_int_equal(wp_plan_open(&plan, &input, &error), WP_OK);
    wp_plan_close(plan);
    wp_plan_close(NULL);
}

static void what_cannot_be_read_ends_it(void **state)
{
    struct counted counted = {.bytes = wp_str(THREE_WEEKS), .broken = true};
    struct wp_problems problems = no_problems();
    struct wp_plan *plan = open_plan(&counted);
    struct wp_found found;
    size_t weeks, items;

    (void)state;
    assert_int_equal(wp_plan_find(plan, wp_window_holding(day_of("2019-08-11")), &found, &problems),
                     WP_IO);
    assert_int_equal(problems.count, 1);
    assert_string_equal(list[0].message, "cannot read");
    assert_int_equal(list[0].line, 0);
    assert_int_equal(wp_plan_check(plan, &problems, &weeks, &items), WP_IO);
    assert_int_equal(list[problems.count - 1].status, WP_IO);
    wp_plan_close(plan);
}

/* The error that ends a check is the last problem, even if the list is full. */
static void what_ends_a_check_is_its_last_problem(void **state)
{
    struct counted counted = {.bytes = wp_str(THREE_WEEKS), .broken = true};
    struct wp_plan *plan = open_plan(&counted);
    struct wp_problems problems = {list, 1, 1, 1, 0};
    size_t weeks, items;

    (void)state;
    list[0] = (struct wp_error){.status = WP_INVALID, .message = "before"};
    assert_int_equal(wp_plan_check(plan, &problems, &weeks, &items), WP_IO);
    assert_int_equal(problems.count, 1);
    assert_string_equal(list[0].message, "cannot read");
    wp_plan_close(plan);
}

/* Append the result of each call of wp_plan_each_week: the first day of a week, or "!" for a week
 * that is not valid. */
static void walk(struct wp_buf *found, const char *bytes, bool oldest_first, const char *first,
                 const char *last)
{
    struct counted counted = {.bytes = wp_str(bytes)};
    struct wp_plan *plan = open_plan(&counted);
    struct wp_plan_walk walk =
        oldest_first ? wp_plan_oldest_first(plan) : wp_plan_newest_first(plan);
    struct wp_window range = {day_of(first), day_of(last)};
    struct wp_problems problems = no_problems();
    struct wp_week *week;
    enum wp_status status;

    wp_buf_clear(found);
    while ((status = wp_plan_each_week(plan, &walk, range, &week, &problems)) != WP_MISSING) {
        if (status == WP_OK)
            wp_day_format(found, week->start);
        else
            wp_buf_putc(found, '!');
        wp_buf_putc(found, ' ');
        wp_week_free(week);
    }
    wp_plan_close(plan);
}

static void assert_walk(const char *bytes, bool oldest_first, const char *first, const char *last,
                        const char *expected)
{
    struct wp_buf found = WP_BUF_INIT;

    walk(&found, bytes, oldest_first, first, last);
    assert_string_equal(wp_buf_str(&found).data, expected);
    wp_buf_free(&found);
}

static void for_each_week(void **state)
{
    static const char plan[] = "# nothing\n---\nweek: 2019-07-21\n---\nweek: 2019-07-28\n---\n"
                               "week: 2019-08-11\n--- # nothing\n";

    (void)state;
    assert_walk("", false, "2019-01-01", "2020-01-01", "");
    assert_walk(plan, false, "2019-01-01", "2020-01-01", "2019-08-11 2019-07-28 2019-07-21 ");
    assert_walk(plan, true, "2019-01-01", "2020-01-01", "2019-07-21 2019-07-28 2019-08-11 ");
    assert_walk(plan, false, "2019-07-22", "2019-08-10", "2019-07-28 ");
    assert_walk(plan, true, "2019-07-22", "2019-08-10", "2019-07-28 ");
    assert_walk(plan, false, "2019-07-21", "2019-07-28", "2019-07-28 2019-07-21 ");
}

static void for_each_week_also_after_one_that_is_not_valid(void **state)
{
    (void)state;
    assert_walk("week: 2019-07-21\n---\nweek: no\n---\nweek: 2019-08-11\n", false, "2019-01-01",
                "2020-01-01", "2019-08-11 ! 2019-07-21 ");
    assert_walk("week: 2019-07-21\n---\nweek: no\n---\nweek: 2019-08-11\n", true, "2019-01-01",
                "2020-01-01", "2019-07-21 ! 2019-08-11 ");
    assert_walk("week: 2019-07-21\n---\nweek: 2019-07-20\n", false, "2019-01-01", "2020-01-01",
                "2019-07-20 ! ");
    assert_walk("week: 2019-07-21\n---\nweek: 2019-07-20\n", true, "2019-01-01", "2020-01-01",
                "2019-07-21 ! ");
}

/* A copy of a walk continues from its own position. */
static void a_walk_can_be_copied(void **state)
{
    struct counted counted = {.bytes = wp_str(THREE_WEEKS)};
    struct wp_plan *plan = open_plan(&counted);
    struct wp_plan_walk walk = wp_plan_newest_first(plan);
    struct wp_plan_walk copy;
    struct wp_window all = {INT32_MIN, INT32_MAX};
    struct wp_problems problems = no_problems();
    struct wp_week *week, *again;

    (void)state;
    assert_int_equal(wp_plan_each_week(plan, &walk, all, &week, &problems), WP_OK);
    wp_week_free(week);
    copy = walk;
    assert_int_equal(wp_plan_each_week(plan, &walk, all, &week, &problems), WP_OK);
    assert_int_equal(wp_plan_each_week(plan, &copy, all, &again, &problems), WP_OK);
    assert_int_equal(week->start, again->start);
    assert_int_equal(walk.current.offset, copy.current.offset);
    wp_week_free(week);
    wp_week_free(again);
    wp_plan_close(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_week_is_found_by_any_of_its_days),
        cmocka_unit_test(a_missing_week_has_a_place),
        cmocka_unit_test(an_iso_week_begins_on_its_monday),
        cmocka_unit_test(spans_are_offsets_in_the_document),
        cmocka_unit_test(what_lies_before_a_week_does_not_matter),
        cmocka_unit_test(what_lies_behind_a_week_matters),
        cmocka_unit_test(a_check_reads_all_of_it),
        cmocka_unit_test(more_problems_than_room_are_counted),
        cmocka_unit_test(the_newest_week_costs_the_same_whatever_the_history),
        cmocka_unit_test(an_old_week_costs_what_lies_behind_it),
        cmocka_unit_test(a_week_has_a_largest_size),
        cmocka_unit_test(for_each_week),
        cmocka_unit_test(for_each_week_also_after_one_that_is_not_valid),
        cmocka_unit_test(a_walk_can_be_copied),
        cmocka_unit_test(a_file_has_a_largest_size),
        cmocka_unit_test(what_cannot_be_read_ends_it),
        cmocka_unit_test(what_ends_a_check_is_its_last_problem),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
