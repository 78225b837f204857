/* Properties of the terminal and of the locale. */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <unistd.h>

#include "os/terminal.h"
#include "pseudo_terminal.h"

static void set_or_unset(const char *name, const char *value)
{
    if (value == NULL)
        assert_int_equal(unsetenv(name), 0);
    else
        assert_int_equal(setenv(name, value, 1), 0);
}

static void test_utf8(void **state)
{
    static const struct {
        const char *all, *ctype, *lang;
        bool utf8;
    } cases[] = {
        {NULL, NULL, NULL, false},
        {"", "", "", false},
        {NULL, NULL, "C", false},
        {NULL, NULL, "POSIX", false},
        {NULL, NULL, "C.UTF-8", true},
        {NULL, NULL, "C.utf8", true},
        {NULL, NULL, "en_GB.UTF-8", true},
        {NULL, NULL, "xx_YY.utf-8",
         true}, /* a locale that is not installed; its name has "utf-8" */
        {NULL, NULL, "ca_ES.UTF-8@valencia", true},
        {NULL, NULL, "de_DE.ISO-8859-1", false},
        {NULL, NULL, "de_DE.UTF-16", false},
        {NULL, NULL, "de_DE.UTF-8x", false},
        {NULL, NULL, "de_DE.", false},
        {NULL, NULL, "xx_YY", false}, /* a locale that is not installed; its name has no encoding */
        {NULL, "C", "en_GB.UTF-8", false},
        {"C", "en_GB.UTF-8", "en_GB.UTF-8", false},
        {"", "en_GB.UTF-8", "C", true},
        {"en_GB.UTF-8", "C", "C", true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        set_or_unset("LC_ALL", cases[i].all);
        set_or_unset("LC_CTYPE", cases[i].ctype);
        set_or_unset("LANG", cases[i].lang);
        if (wp_terminal_utf8() != cases[i].utf8)
            fail_msg("row %zu", i);
    }
}

static void test_no_terminal(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_false(wp_terminal_is(ends[1]));
    assert_int_equal(wp_terminal_width(ends[1]), 0);
    assert_int_equal(wp_terminal_width(-1), 0);
    close(ends[0]);
    close(ends[1]);
}

static void test_terminal(void **state)
{
    (void)state;
    int controller;
    int terminal = terminal_open(&controller, 123);
    if (terminal < 0)
        skip();
    assert_true(wp_terminal_is(terminal));
    assert_int_equal(wp_terminal_width(terminal), 123);
    close(terminal);
    close(controller);
}

/* Type lines on a terminal, and then its end. */
static void test_answers(void **state)
{
    static const char typed[] = "yes\n\n  \tk\n \n\303\251\nlast";
    static const int answers[] = {'y', '\n', 'k', '\n', 0xC3, -1, -1};
    int ends[2];
    int input = dup(STDIN_FILENO);

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], typed, sizeof typed - 1), sizeof typed - 1);
    assert_int_equal(close(ends[1]), 0);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
        assert_int_equal(wp_terminal_answer(), answers[i]);
    assert_int_equal(dup2(input, STDIN_FILENO), STDIN_FILENO);
    close(ends[0]);
    close(input);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_utf8),
        cmocka_unit_test(test_no_terminal),
        cmocka_unit_test(test_terminal),
        cmocka_unit_test(test_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
