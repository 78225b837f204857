/* How problems are printed: message, line, and a caret below the line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "render/diagnostic.h"

static const struct wp_text_style plain = {.width = 80};

/* Return a problem whose caret is at byte `caret` of `line`, for `length` bytes. */
static struct wp_error problem_at(const char *line, size_t caret, size_t length)
{
    struct wp_error error = {.status = WP_INVALID, .message = "no"};

    error.line = 7;
    error.column = caret + 1;
    error.excerpt_length = strlen(line);
    assert_true(error.excerpt_length <= WP_EXCERPT_SIZE);
    memcpy(error.excerpt, line, error.excerpt_length);
    error.caret = caret;
    error.caret_length = length;
    return error;
}

static void assert_shows(const char *file, const struct wp_error *error,
                         const struct wp_text_style *style, const char *expected)
{
    struct wp_buf out = WP_BUF_INIT;

    wp_diagnostic_text(&out, file, error, style);
    assert_string_equal(out.data, expected);
    wp_buf_free(&out);
}

static void the_caret_is_under_the_bytes(void **state)
{
    (void)state;
    struct wp_error error = problem_at("    subtaks:", 4, 7);
    strcpy(error.message, "unknown key 'subtaks' (did you mean 'subtasks'?)");

    assert_shows("plan.yaml", &error, &plain,
                 "weekplan: plan.yaml:7:5: unknown key 'subtaks' (did you mean 'subtasks'?)\n"
                 "    subtaks:\n"
                 "    ^~~~~~~\n");
}

static void a_place_is_optional(void **state)
{
    (void)state;
    struct wp_error error = problem_at("x", 0, 1);
    assert_shows(NULL, &error, &plain, "weekplan: no\n");

    error.warning = true;
    assert_shows("p", &error, &plain, "weekplan: p:7:1: warning: no\nx\n^\n");

    error.excerpt_length = 0;
    assert_shows("p", &error, &plain, "weekplan: p:7:1: warning: no\n");

    error.line = 0;
    assert_shows("p", &error, &plain, "weekplan: p: warning: no\n");
}

static void the_caret_counts_columns(void **state)
{
    (void)state;
    struct wp_error error =
        problem_at("\tö: 目标 x", 5, 6); /* the caret is below both wide characters */
    assert_shows("p", &error, &plain, "weekplan: p:7:6: no\n ö: 目标 x\n    ^~~~\n");

    error = problem_at("e\xCC\x81: x", 5, 1); /* e with a combining acute accent */
    assert_shows("p", &error, &plain, "weekplan: p:7:6: no\ne\xCC\x81: x\n   ^\n");

    error = problem_at("title: 🏳️‍🌈!", 21, 1);
    assert_shows("p", &error, &plain, "weekplan: p:7:22: no\ntitle: 🏳️‍🌈!\n         ^\n");
}

static void a_caret_within_a_character_takes_all_of_it(void **state)
{
    (void)state;
    struct wp_error error = problem_at("a目b", 2, 1);
    assert_shows("p", &error, &plain, "weekplan: p:7:3: no\na目b\n ^~\n");
}

static void a_caret_may_be_after_the_line(void **state)
{
    (void)state;
    struct wp_error error = problem_at("goals: [", 8, 0);
    assert_shows("p", &error, &plain, "weekplan: p:7:9: no\ngoals: [\n        ^\n");

    error = problem_at("goals: [", 7, 20);
    assert_shows("p", &error, &plain, "weekplan: p:7:8: no\ngoals: [\n       ^\n");
}

static void all_text_is_made_harmless(void **state)
{
    (void)state;
    struct wp_error error = problem_at("a\x1B[1m\xFF\xE2\x80\x8B!", 9, 1);
    strcpy(error.message, "key '\x1B'");
    assert_shows("p\x07\n", &error, &plain,
                 "weekplan: p\uFFFD :7:10: key '\uFFFD'\n"
                 "a\uFFFD[1m\uFFFD!\n"
                 "      ^\n");
}

static void long_lines_are_cut_around_the_caret(void **state)
{
    (void)state;
    const struct wp_text_style narrow = {.width = 20};
    const struct wp_text_style ascii = {.width = 20, .ascii = true};
    const char *line = "abcdefghijklmnopqrstuvwxyz0123456789";

    struct wp_error error = problem_at(line, 18, 2);
    assert_shows("p", &error, &narrow, "weekplan: p:7:19: no\n…klmnopqrstuvwxyz01…\n         ^~\n");
    assert_shows("p", &error, &ascii, "weekplan: p:7:19: no\n...mnopqrstuvwxyz...\n         ^~\n");

    error = problem_at(line, 0, 1);
    assert_shows("p", &error, &narrow, "weekplan: p:7:1: no\nabcdefghijklmnopqr…\n^\n");

    error = problem_at(line, 36, 0);
    assert_shows("p", &error, &narrow,
                 "weekplan: p:7:37: no\n…tuvwxyz0123456789\n                  ^\n");

    error = problem_at(line, 1, 30);
    assert_shows("p", &error, &narrow,
                 "weekplan: p:7:2: no\n…bcdefghijklmnopqrs…\n ^~~~~~~~~~~~~~~~~~\n");
}

static void an_excerpt_that_is_cut_has_dots(void **state)
{
    (void)state;
    struct wp_error error = problem_at("middle", 3, 1);
    error.cut_left = true;
    error.cut_right = true;
    assert_shows("p", &error, &plain, "weekplan: p:7:4: no\n…middle…\n    ^\n");

    struct wp_text_style ascii = {.width = 80, .ascii = true};
    assert_shows("p", &error, &ascii, "weekplan: p:7:4: no\n...middle...\n      ^\n");
}

static void nothing_is_wider_than_the_width(void **state)
{
    (void)state;
    static const char pattern[] = "a目\tz\x01";
    char line[WP_EXCERPT_SIZE + 1] = "";
    for (size_t i = 0; i + sizeof pattern < sizeof line; i += sizeof pattern - 1)
        memcpy(line + i, pattern, sizeof pattern);

    for (size_t caret = 0; caret <= strlen(line); caret += 5) {
        for (unsigned width = 20; width < 90; width += 23) {
            struct wp_error error = problem_at(line, caret, caret % 50);
            struct wp_text_style style = {.width = width, .ascii = caret % 2 == 0};
            struct wp_buf out = WP_BUF_INIT;

            error.cut_right = true;
            wp_diagnostic_text(&out, "p", &error, &style);
            const char *shown = strchr(out.data, '\n') + 1;
            const char *carets = strchr(shown, '\n') + 1;
            struct wp_str excerpt = {shown, (size_t)(carets - shown) - 1};
            assert_true(wp_utf8_columns(excerpt) <= width);
            assert_true(strlen(carets) - 1 <= width);
            assert_non_null(strchr(carets, '^'));
            wp_buf_free(&out);
        }
    }
}

static void a_terminal_gets_long_messages_in_lines(void **state)
{
    (void)state;
    const struct wp_text_style wide = {.width = 60, .wraps = true};
    const struct wp_text_style narrow = {.width = 30, .wraps = true, .color = true};
    struct wp_error error = problem_at("a: 1e3", 3, 3);
    strcpy(error.message, "a: '1e3' is not a plain number (write it as 3 or 0.5,  please)");

    assert_shows("plan.yaml", &error, &wide,
                 "weekplan: plan.yaml:7:4: a: '1e3' is not a plain number\n"
                 "          (write it as 3 or 0.5,  please)\n"
                 "a: 1e3\n   ^~~\n");
    error.warning = true;
    assert_shows("plan.yaml", &error, &narrow,
                 "weekplan: \033[1mplan.yaml:7:4:\033[0m\n"
                 "  \033[33mwarning:\033[0m a: '1e3' is not a\n"
                 "  plain number (write it as 3\n"
                 "  or 0.5,  please)\n"
                 "a: 1e3\n   \033[33m^~~\033[0m\n");
}

static void a_line_is_broken_where_it_is_too_long(void **state)
{
    (void)state;
    const struct wp_text_style enough = {.width = 47, .wraps = true};
    const struct wp_text_style one_less = {.width = 46, .wraps = true};
    struct wp_error error = {.message = "a line of columns, all of them ähm 目"};

    assert_shows(NULL, &error, &enough, "weekplan: a line of columns, all of them ähm 目\n");
    assert_shows(NULL, &error, &one_less,
                 "weekplan: a line of columns, all of them ähm\n          目\n");
}

/* A path is not broken over two lines, so that the user can copy it. */
static void a_word_is_never_broken(void **state)
{
    (void)state;
    const struct wp_text_style style = {.width = 40, .wraps = true};
    struct wp_error error = {.message = "no /home/ada/.local/share/weekplan/plan.yaml yet"};

    assert_shows(NULL, &error, &style,
                 "weekplan: no\n"
                 "          /home/ada/.local/share/weekplan/plan.yaml\n"
                 "          yet\n");
    strcpy(error.message, "/home/ada/.local/share/weekplan/plan.yaml");
    assert_shows(NULL, &error, &style, "weekplan: /home/ada/.local/share/weekplan/plan.yaml\n");
}

static void a_remark_is_a_message_too(void **state)
{
    (void)state;
    const struct wp_text_style style = {.width = 40, .wraps = true};
    struct wp_buf out = WP_BUF_INIT;

    wp_diagnostic_remark(&out, wp_str("started the week of\x1B Sun 4 – Sat 10 August"), &style);
    wp_diagnostic_remark(&out, wp_str("this goes on and on, but no terminal shows it"), &plain);
    assert_string_equal(out.data, "weekplan: started the week of\uFFFD Sun 4 –\n"
                                  "          Sat 10 August\n"
                                  "weekplan: this goes on and on, but no terminal shows it\n");
    wp_buf_free(&out);
}

static void color_is_an_option(void **state)
{
    (void)state;
    const struct wp_text_style color = {.color = true, .width = 80};
    struct wp_error error = problem_at("ab", 0, 2);

    assert_shows("p", &error, &color, "weekplan: \033[1mp:7:1:\033[0m no\nab\n\033[31m^~\033[0m\n");
    error.warning = true;
    assert_shows("p", &error, &color,
                 "weekplan: \033[1mp:7:1:\033[0m \033[33mwarning:\033[0m no\n"
                 "ab\n\033[33m^~\033[0m\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_caret_is_under_the_bytes),
        cmocka_unit_test(a_place_is_optional),
        cmocka_unit_test(the_caret_counts_columns),
        cmocka_unit_test(a_caret_within_a_character_takes_all_of_it),
        cmocka_unit_test(a_caret_may_be_after_the_line),
        cmocka_unit_test(all_text_is_made_harmless),
        cmocka_unit_test(long_lines_are_cut_around_the_caret),
        cmocka_unit_test(an_excerpt_that_is_cut_has_dots),
        cmocka_unit_test(nothing_is_wider_than_the_width),
        cmocka_unit_test(a_terminal_gets_long_messages_in_lines),
        cmocka_unit_test(a_line_is_broken_where_it_is_too_long),
        cmocka_unit_test(a_word_is_never_broken),
        cmocka_unit_test(a_remark_is_a_message_too),
        cmocka_unit_test(color_is_an_option),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
