/* Conflicts that git left in a plan. The golden cases in conflicts/ have the messages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "yaml/conflict.h"
#include <weekplan/buf.h>
#include <weekplan/plan.h>

static bool has_conflict(const char *text)
{
    const struct wp_document document = {.bytes = wp_str(text), .first_line = 1};
    struct wp_error error = {0};
    struct wp_problems problems = {.list = &error, .limit = 1};

    return wp_conflict_report(&document, &problems);
}

static void only_marker_lines_are_a_conflict(void **state)
{
    (void)state;
    assert_true(has_conflict("<<<<<<< HEAD\n"));
    assert_true(has_conflict("a\n<<<<<<<"));
    assert_true(has_conflict("a\r\n=======\r\nb"));
    assert_true(has_conflict("a\r>>>>>>> b"));
    assert_false(has_conflict(""));
    assert_false(has_conflict("<<<<<<"));
    assert_false(has_conflict("========"));
    assert_false(has_conflict(">>>>>>>> b"));
    assert_false(has_conflict("<<<<<<<HEAD"));
    assert_false(has_conflict(" <<<<<<< HEAD"));
    assert_false(has_conflict("a <<<<<<< HEAD"));
    assert_false(has_conflict("======= a"));
    assert_false(has_conflict("|||||||"));
    assert_false(has_conflict("# ======="));
}

/* The attribute conflict-marker-size makes longer marker lines. */
static void longer_marker_lines(void **state)
{
    const struct wp_document document = {
        .bytes = wp_str("<<<<<<<<< ours\n=======\na: 1\n=========\na: 2\n>>>>>>>>> theirs\n"),
        .first_line = 1};
    struct wp_error error = {0};
    struct wp_problems problems = {.list = &error, .limit = 1};

    (void)state;
    assert_true(wp_conflict_report(&document, &problems));
    assert_non_null(
        strstr(error.message, "ours has '=======' (lines 2 to 3), theirs has 'a: 2' (line 5)"));
    assert_true(has_conflict("a\n<<<<<<<<"));
}

/* The time must not grow with the square of the number of conflicts. */
static void every_conflict_is_reported(void **state)
{
    enum { LIMIT = 100, MANY = WP_WEEK_MAX / 8 };
    static struct wp_error list[LIMIT];
    struct wp_buf text = WP_BUF_INIT;
    struct wp_problems problems = {.list = list, .limit = LIMIT};
    struct wp_document document = {.first_line = 1};

    (void)state;
    wp_buf_repeat(&text, "<<<<<<< a\nx: 1\n=======\nx: 2\n>>>>>>> b\ny: 3\n", 3);
    document.bytes = wp_buf_str(&text);
    assert_true(wp_conflict_report(&document, &problems));
    assert_int_equal(problems.errors, 3);
    assert_int_equal(list[0].line, 1);
    assert_int_equal(list[2].line, 13);

    problems = (struct wp_problems){.list = list, .limit = LIMIT};
    wp_buf_clear(&text);
    wp_buf_repeat(&text, "<<<<<<<\n", MANY);
    document.bytes = wp_buf_str(&text);
    assert_true(wp_conflict_report(&document, &problems));
    assert_int_equal(problems.count, LIMIT);
    wp_buf_free(&text);
}

static void assert_resolved(const char *text, bool theirs, const char *expected)
{
    struct wp_buf out = WP_BUF_INIT;

    assert_true(wp_conflict_resolve(&out, wp_str(text), theirs));
    assert_string_equal(out.data, expected);
    wp_buf_free(&out);
}

static void one_side_of_each_conflict(void **state)
{
    static const char text[] = "a\n<<<<<<< x\nb\n||||||| y\nc\n=======\nd\n>>>>>>> z\ne\n"
                               "<<<<<<<<<\n<<<<<<< f\n=========\n>>>>>>>>>";
    struct wp_buf out = WP_BUF_INIT;

    (void)state;
    assert_resolved(text, false, "a\nb\ne\n<<<<<<< f\n");
    assert_resolved(text, true, "a\nd\ne\n");
    assert_resolved("a\r\n", true, "a\r\n");
    assert_false(wp_conflict_resolve(&out, wp_str("<<<<<<<\na\n=======\n"), false));
    assert_false(wp_conflict_resolve(&out, wp_str("<<<<<<<\na\n>>>>>>>\n"), false));
    wp_buf_free(&out);
}

/* The file is searched in windows of 256 KiB. A marker may be anywhere in a window, or across
 * two. */
static void a_conflict_is_found_anywhere(void **state)
{
    static const char conflict[] = "\n<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> other\n";
    struct wp_buf file = WP_BUF_INIT;

    (void)state;
    for (size_t before = (1 << 18) - 64; before < (1 << 18) + 32; before++) {
        struct wp_error error = {0};
        struct wp_plan *plan;
        struct wp_str bytes;

        wp_buf_clear(&file);
        wp_buf_repeat(&file, "#", before);
        wp_buf_puts(&file, conflict);
        wp_buf_repeat(&file, "#", 1 << 18);
        bytes = wp_buf_str(&file);
        const struct wp_input input = wp_input_memory(&bytes);
        assert_int_equal(wp_plan_open(&plan, &input, &error), WP_OK);
        assert_int_equal(wp_plan_check_conflict(plan, &error), WP_INVALID);
        assert_int_equal(error.line, 2);
        assert_non_null(
            strstr(error.message, "HEAD has 'a: 1' (line 3), other has 'a: 2' (line 5)"));
        wp_plan_close(plan);
    }
    wp_buf_free(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_marker_lines_are_a_conflict),
        cmocka_unit_test(longer_marker_lines),
        cmocka_unit_test(one_side_of_each_conflict),
        cmocka_unit_test(every_conflict_is_reported),
        cmocka_unit_test(a_conflict_is_found_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
