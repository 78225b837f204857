#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include <string.h>

#include <weekplan/error.h>

static void fills_everything(void **state)
{
    (void)state;
    struct wp_error error;
    memset(&error, 0xAA, sizeof error);
    assert_int_equal(wp_error_set(&error, WP_MISSING, "no week %s", "2019-W32"), WP_MISSING);
    assert_int_equal(error.status, WP_MISSING);
    assert_string_equal(error.message, "no week 2019-W32");
    assert_false(error.warning);
    assert_int_equal(error.line, 0);
    assert_int_equal(error.column, 0);
    assert_int_equal(error.excerpt_length, 0);
    assert_int_equal(error.caret, 0);
    assert_int_equal(error.caret_length, 0);
    assert_false(error.cut_left);
    assert_false(error.cut_right);
}

static void may_quote_itself(void **state)
{
    (void)state;
    struct wp_error error;
    wp_error_set(&error, WP_IO, "disk full");
    wp_error_set(&error, WP_IO, "cannot write plan.yaml: %s", error.message);
    assert_string_equal(error.message, "cannot write plan.yaml: disk full");
}

/* A message that is too long is cut between two characters. Characters of one to four bytes are
 * tried at each offset around the limit. */
static void is_cut_between_characters(void **state)
{
    (void)state;
    static const char *const characters[] = {"a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x8E\xAF"};
    for (size_t c = 0; c < sizeof characters / sizeof *characters; c++) {
        size_t length = strlen(characters[c]);
        for (size_t start = WP_MESSAGE_SIZE - 8; start < WP_MESSAGE_SIZE + 2; start++) {
            char text[2 * WP_MESSAGE_SIZE] = "";
            memset(text, 'x', start);
            memcpy(text + start, characters[c], length);
            struct wp_error error;
            wp_error_set(&error, WP_IO, "%s", text);

            size_t expected = start + length;
            if (expected >= WP_MESSAGE_SIZE)
                expected = start < WP_MESSAGE_SIZE ? start : WP_MESSAGE_SIZE - 1;
            assert_int_equal(strlen(error.message), expected);
            assert_memory_equal(error.message, text, expected);
        }
    }
}

static void cuts_what_is_no_text(void **state)
{
    (void)state;
    char text[2 * WP_MESSAGE_SIZE] = "";
    memset(text, 0x80, sizeof text - 1);
    struct wp_error error;
    wp_error_set(&error, WP_IO, "%s", text);
    assert_int_equal(strlen(error.message), WP_MESSAGE_SIZE - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fills_everything),
        cmocka_unit_test(may_quote_itself),
        cmocka_unit_test(is_cut_between_characters),
        cmocka_unit_test(cuts_what_is_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
