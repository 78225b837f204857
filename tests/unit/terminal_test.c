/* Properties of the terminal and of the locale. */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
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
    assert_int_equal(wp_terminal_height(ends[1]), 0);
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
    assert_int_equal(wp_terminal_height(terminal), 24);
    close(terminal);
    close(controller);
}

/* `weekplan | less`: the terminal is standard error. */
static void test_width_of_a_pipe(void **state)
{
    int controller;
    int ends[2];
    int terminal = terminal_open(&controller, 123);
    int saved = dup(STDERR_FILENO);
    unsigned of_pipe;
    unsigned of_file;

    (void)state;
    if (terminal < 0)
        skip();
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(dup2(terminal, STDERR_FILENO), STDERR_FILENO);
    of_pipe = wp_terminal_width(ends[1]);
    int file = open("/dev/null", O_WRONLY);
    of_file = wp_terminal_width(file);
    assert_int_equal(dup2(saved, STDERR_FILENO), STDERR_FILENO);
    assert_int_equal(of_pipe, 123);
    assert_int_equal(of_file, 0);
    assert_int_equal(wp_terminal_height(ends[1]), 0);
    close(file);
    close(ends[0]);
    close(ends[1]);
    close(saved);
    close(terminal);
    close(controller);
}

static void test_links(void **state)
{
    static const struct {
        const char *term, *program, *version, *vte, *konsole;
        bool links;
    } cases[] = {
        {NULL, NULL, NULL, NULL, NULL, false},
        {"xterm-256color", NULL, NULL, NULL, NULL, false},
        {"linux", NULL, NULL, NULL, NULL, false},
        {"xterm-256color", NULL, NULL, "7600", NULL, true},
        {"xterm-256color", NULL, NULL, "5001", NULL, true},
        {"xterm-256color", NULL, NULL, "5000", NULL, false},
        {"xterm-256color", NULL, NULL, "", NULL, false},
        {"xterm-256color", NULL, NULL, "x", NULL, false},
        {"xterm-256color", NULL, NULL, "99999999999999999999", NULL, true},
        {"xterm-256color", NULL, NULL, NULL, "220400", true},
        {"xterm-256color", NULL, NULL, NULL, "180400", false},
        {"xterm-256color", "iTerm.app", "3.1.0", NULL, NULL, true},
        {"xterm-256color", "iTerm.app", "3.0.15", NULL, NULL, false},
        {"xterm-256color", "iTerm.app", "10.0", NULL, NULL, true},
        {"xterm-256color", "iTerm.app", NULL, NULL, NULL, false},
        {"xterm-256color", "Apple_Terminal", "447", NULL, NULL, false},
        {"xterm-256color", "vscode", "1.90.0", NULL, NULL, true},
        {"xterm-256color", "WezTerm", NULL, NULL, NULL, true},
        {"xterm-kitty", NULL, NULL, NULL, NULL, true},
        {"foot-extra", NULL, NULL, NULL, NULL, true},
        {"alacritty", NULL, NULL, NULL, NULL, true},
        {"screen.xterm-256color", NULL, NULL, "7600", NULL, false},
        {"screen-256color", "tmux", "3.4", NULL, NULL, true},
        {"tmux-256color", "tmux", "3.5a", NULL, NULL, true},
        {"tmux-256color", "tmux", "3.3a", NULL, NULL, false},
    };

    (void)state;
    set_or_unset("WT_SESSION", NULL);
    set_or_unset("DOMTERM", NULL);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        set_or_unset("TERM", cases[i].term);
        set_or_unset("TERM_PROGRAM", cases[i].program);
        set_or_unset("TERM_PROGRAM_VERSION", cases[i].version);
        set_or_unset("VTE_VERSION", cases[i].vte);
        set_or_unset("KONSOLE_VERSION", cases[i].konsole);
        if (wp_terminal_links() != cases[i].links)
            fail_msg("row %zu", i);
    }
}

/* Read answers from standard input, and then its end. An answer is the first character after the
 * blanks of a line. */
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
        cmocka_unit_test(test_utf8),     cmocka_unit_test(test_no_terminal),
        cmocka_unit_test(test_terminal), cmocka_unit_test(test_width_of_a_pipe),
        cmocka_unit_test(test_links),    cmocka_unit_test(test_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
