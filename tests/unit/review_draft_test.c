/* The review from an edited text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plan/review_draft.h"

#define SCISSORS "# ------------------------ >8 ------------------------\n"

static void assert_review(const char *edited, const char *review)
{
    struct wp_buf buf = WP_BUF_INIT;

    assert_true(wp_review_draft_answers(&buf, wp_str(edited)));
    assert_string_equal(buf.length > 0 ? buf.data : "", review);
    wp_buf_free(&buf);
}

static void test_headings_without_an_answer_are_left_out(void **state)
{
    (void)state;
    assert_review("## Well?\n\nThe talks.\n\n## In the way?\n\n\n## Next?\n\nLess.\n",
                  "## Well?\n\nThe talks.\n\n## Next?\n\nLess.");
    assert_review("## Well?\n\n\n## In the way?\n\n", "");
    assert_review("## A\n### B\n\ntext\n## C\n### D\n", "## A\n### B\n\ntext");
    assert_review("", "");
}

static void test_text_without_headings_is_kept(void **state)
{
    (void)state;
    assert_review("\n \n    indented\n\nmore  \n\n", "    indented\n\nmore");
    assert_review("#tag is text\n####### too\n", "#tag is text\n####### too");
}

static void test_code_has_no_headings(void **state)
{
    (void)state;
    assert_review("## A\n```\n# make\n\n```\n", "## A\n```\n# make\n\n```");
}

static void test_nothing_below_the_scissors(void **state)
{
    struct wp_buf buf = WP_BUF_INIT;

    (void)state;
    wp_buf_puts(&buf, "## A\n\nyes\n\n");
    wp_review_draft_scissors(&buf);
    wp_buf_puts(&buf, "the report\n");
    assert_review(buf.data, "## A\n\nyes");
    wp_buf_free(&buf);
    assert_review("yes\n" SCISSORS, "yes");
}

static void test_scissors_are_missing(void **state)
{
    struct wp_buf whole = WP_BUF_INIT;
    struct wp_buf review = WP_BUF_INIT;
    struct wp_str text;

    (void)state;
    wp_review_draft_scissors(&whole);
    text = wp_str_slice(wp_buf_str(&whole), sizeof SCISSORS - 1, whole.length);
    assert_false(wp_review_draft_answers(&review, text));
    assert_int_equal(review.length, 0);
    wp_buf_free(&whole);
    wp_buf_free(&review);
}

static void test_line_breaks_of_other_systems(void **state)
{
    (void)state;
    assert_review("## A\r\n\r\nyes\r\n" SCISSORS, "## A\n\nyes");
    assert_review("a\rb", "a\nb");
}

static void test_questions_are_headings(void **state)
{
    struct wp_str strings[] = {WP_STR("Well?"), WP_STR("Next?")};
    struct wp_list questions = {strings, 2};
    struct wp_buf buf = WP_BUF_INIT;

    (void)state;
    wp_review_draft_questions(&buf, &questions, wp_str(""));
    assert_string_equal(buf.data, "## Well?\n\n\n## Next?\n\n\n");
    assert_review(buf.data, "");
    wp_buf_free(&buf);
}

/* Only questions that the review does not answer yet are asked again. */
static void test_unanswered_questions(void **state)
{
    static const char *const texts[][2] = {
        {"## Well?\n\nyes", "## Next?\n\n\n"},
        {" ### Next?  \nno\n# Well?\nyes", ""},
        {"Well?\n## Next", "## Well?\n\n\n## Next?\n\n\n"},
        {"~~~\n## Well?\n~~~\n## Next?\nno", "## Well?\n\n\n"},
        {"```\nmake", ""},
    };
    struct wp_str strings[] = {WP_STR("Well?"), WP_STR("Next?")};
    struct wp_list questions = {strings, 2};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct wp_buf buf = WP_BUF_INIT;

        wp_review_draft_questions(&buf, &questions, wp_str(texts[i][0]));
        assert_string_equal(buf.length > 0 ? buf.data : "", texts[i][1]);
        wp_buf_free(&buf);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_headings_without_an_answer_are_left_out),
        cmocka_unit_test(test_text_without_headings_is_kept),
        cmocka_unit_test(test_code_has_no_headings),
        cmocka_unit_test(test_nothing_below_the_scissors),
        cmocka_unit_test(test_scissors_are_missing),
        cmocka_unit_test(test_line_breaks_of_other_systems),
        cmocka_unit_test(test_questions_are_headings),
        cmocka_unit_test(test_unanswered_questions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
