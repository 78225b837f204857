/* Scalars: each written scalar is read as the same string. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "yaml/write_scalar.h"
#include <weekplan/plan.h>

#include "load_goals.h"

static void assert_string(struct wp_str text, bool flow, const char *expected)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_write_scalar(&buf, text, flow, WP_QUOTES_NONE);
    assert_string_equal(buf.data, expected);
    wp_buf_free(&buf);
}

static void test_plain_where_it_can_be(void **state)
{
    static const char *const plain[] = {
        "Read",   "a:b", "a#b",       "it's",  "say \"hi\"", "15/17 units", "100%", "C:\\temp",
        "Ünïcôd", "🎯",   "yes, sure", "x - y", "e.g.",       "nonsense",    "trues"};

    (void)state;
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        assert_string(wp_str(plain[i]), false, plain[i]);
}

static void test_quoted_where_another_reader_would_guess(void **state)
{
    static const char *const quoted[] = {
        "yes",  "No",         "ON",    "y",     "~",   "Null", "true", "12:30", "007", "1e3",
        "0x1F", "2019-08-05", "1_000", "+1",    ".5",  ".inf", ".NaN", "<<",    "=",   "- x",
        "-",    "a: b",       "a #b",  "ends:", " a",  "a ",   "#1",   "@home", "*",   "&a",
        "!t",   "|",          ">",     "%d",    "`a`", "?",    "[x]",  "{a}",   ","};

    (void)state;
    for (size_t i = 0; i < sizeof quoted / sizeof quoted[0]; i++) {
        struct wp_buf expected = WP_BUF_INIT;

        wp_buf_printf(&expected, "\"%s\"", quoted[i]);
        assert_string(wp_str(quoted[i]), false, expected.data);
        wp_buf_free(&expected);
    }
    assert_string(wp_str(""), false, "\"\"");
}

static void test_flow_is_stricter(void **state)
{
    (void)state;
    assert_string(wp_str("a, b"), false, "a, b");
    assert_string(wp_str("a, b"), true, "\"a, b\"");
    assert_string(wp_str("f(x) [1]"), false, "f(x) [1]");
    assert_string(wp_str("f(x) [1]"), true, "\"f(x) [1]\"");
    assert_string(wp_str("a:}"), true, "\"a:}\"");
}

static void test_escapes(void **state)
{
    static const struct wp_str nul = WP_STR("a\0b");

    (void)state;
    assert_string(nul, false, "\"a\\0b\"");
    assert_string(wp_str("tab\tline\nreturn\r"), false, "\"tab\\tline\\nreturn\\r\"");
    assert_string(wp_str("\x1B[31m"), false, "\"\\e[31m\"");
    assert_string(wp_str("\"\\\n"), false, "\"\\\"\\\\\\n\"");
    assert_string(wp_str("\xC2\x85\xE2\x80\xA8\xE2\x80\xA9"), false, "\"\\N\\L\\P\"");
    assert_string(wp_str("\x7F\xC2\x9B\xEF\xBB\xBF\xEF\xBF\xBE"), false,
                  "\"\\x7F\\x9B\\uFEFF\\uFFFE\"");
}

static void assert_reads_back(struct wp_str title, enum wp_quotes quotes)
{
    struct wp_buf goals = WP_BUF_INIT;
    struct wp_week *week;

    wp_buf_puts(&goals, " [");
    wp_write_scalar(&goals, title, true, quotes);
    wp_buf_puts(&goals, ", {title: ");
    wp_write_scalar(&goals, title, true, quotes);
    wp_buf_puts(&goals, "}]\n");
    week = load(wp_buf_str(&goals));
    assert_true(wp_str_equal(week->root.first->title, title));
    assert_true(wp_str_equal(week->root.first->next->title, title));
    wp_week_free(week);

    wp_buf_clear(&goals);
    wp_buf_puts(&goals, "\n- ");
    wp_write_scalar(&goals, title, false, quotes);
    wp_buf_puts(&goals, "\n- title: ");
    wp_write_scalar(&goals, title, false, quotes);
    wp_buf_puts(&goals, "\n");
    week = load(wp_buf_str(&goals));
    assert_true(wp_str_equal(week->root.first->title, title));
    assert_true(wp_str_equal(week->root.first->next->title, title));
    wp_week_free(week);
    wp_buf_free(&goals);
}

/* All strings of up to three characters from those that are special in YAML. */
static void test_all_short_strings_read_back(void **state)
{
    static const char marks[] = "a1 -:#,[]{}?&*!|>'\"%@`~=.<\\\t";
    const size_t count = sizeof marks - 1;

    (void)state;
    for (size_t i = 0; i < count * count * count; i++) {
        char title[] = {marks[i % count], marks[i / count % count], marks[i / count / count], '\0'};

        if (wp_str_trim(wp_str(title)).length == 0)
            continue;
        assert_reads_back(wp_str(title), WP_QUOTES_NONE);
        assert_reads_back(wp_str(title), WP_QUOTES_SINGLE);
    }
}

static void assert_quoted(const char *text, enum wp_quotes quotes, const char *expected)
{
    struct wp_buf buf = WP_BUF_INIT;

    wp_write_scalar(&buf, wp_str(text), false, quotes);
    assert_string_equal(buf.data, expected);
    wp_buf_free(&buf);
}

static void test_quotes_as_asked_for(void **state)
{
    (void)state;
    assert_quoted("Read", WP_QUOTES_SINGLE, "'Read'");
    assert_quoted("it's", WP_QUOTES_SINGLE, "'it''s'");
    assert_quoted("'", WP_QUOTES_SINGLE, "''''");
    assert_quoted("C:\\temp \"x\"", WP_QUOTES_SINGLE, "'C:\\temp \"x\"'");
    assert_quoted(" a ", WP_QUOTES_SINGLE, "' a '");
    assert_quoted("", WP_QUOTES_SINGLE, "''");
    assert_quoted("Ünïcôd 🎯", WP_QUOTES_SINGLE, "'Ünïcôd 🎯'");
    assert_quoted("Read", WP_QUOTES_DOUBLE, "\"Read\"");
    assert_quoted("say \"hi\"", WP_QUOTES_DOUBLE, "\"say \\\"hi\\\"\"");
}

/* Strings that need an escape or contain a line break are double-quoted. */
static void test_double_quotes_where_single_ones_cannot_be(void **state)
{
    (void)state;
    assert_quoted("one\ntwo", WP_QUOTES_SINGLE, "\"one\\ntwo\"");
    assert_quoted("a\tb", WP_QUOTES_SINGLE, "\"a\\tb\"");
    assert_quoted("it's \x1B", WP_QUOTES_SINGLE, "\"it's \\e\"");
    assert_quoted("\xC2\x85", WP_QUOTES_SINGLE, "\"\\N\"");
}

static void test_where_quotes_end(void **state)
{
    static const struct {
        const char *text;
        const char *rest;
    } cases[] = {
        {"'a' b", " b"},   {"''''", ""},           {"'a''b'c", "c"}, {"'a\\'b", "b"},
        {"\"a\" b", " b"}, {"\"a\\\"b\" c", " c"}, {"\"\"\"", "\""}, {"'a\n# b'", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(cases[i].text + wp_quotes_skip(wp_str(cases[i].text), 0),
                            cases[i].rest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_where_it_can_be),
        cmocka_unit_test(test_quoted_where_another_reader_would_guess),
        cmocka_unit_test(test_flow_is_stricter),
        cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_all_short_strings_read_back),
        cmocka_unit_test(test_quotes_as_asked_for),
        cmocka_unit_test(test_double_quotes_where_single_ones_cannot_be),
        cmocka_unit_test(test_where_quotes_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
