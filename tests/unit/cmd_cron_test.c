/* The command `cron`, and what it does if crontab(1) fails. */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cmd/commands.h"
#include "cmd/context.h"

#include "pseudo_terminal.h"
#include "scratch_directory.h"

static struct wp_error error;
static struct wp_buf out;
static struct wp_buf err;
static const char *plan = "/plan.yaml";

/* Create a crontab(1) that stores its input in ./crontab. It first runs the shell code
 * `first`. */
static void make_crontab(const char *first)
{
    char text[1024];

    snprintf(text, sizeof text,
             "#!/bin/sh\ncd '%s' || exit 9\n%s\n"
             "case $1 in\n"
             "-l) [ -e crontab ] && exec cat crontab; echo 'no crontab for ada' >&2; exit 1 ;;\n"
             "-) exec cat >crontab ;;\n"
             "esac\nexit 9\n",
             scratch, first);
    scratch_write("bin/crontab", text, strlen(text));
    assert_int_equal(chmod("bin/crontab", 0755), 0);
}

static int begin(void **state)
{
    static const char config[] = "mail: {to: ada@example.org, from: ada@example.org}\n";
    char path[128];

    if (scratch_begin(state) != 0 || mkdir("bin", 0755) != 0 || mkdir("weekplan", 0755) != 0)
        return -1;
    scratch_write("weekplan/config.yaml", config, sizeof config - 1);
    scratch_write("bin/weekplan-mail", "#!/bin/sh\n", 10);
    scratch_write("bin/weekplan", "#!/bin/sh\n", 10);
    snprintf(path, sizeof path, "%s/bin:/usr/bin:/bin", scratch);
    return chmod("bin/weekplan-mail", 0755) != 0 || chmod("bin/weekplan", 0755) != 0 ||
                   setenv("PATH", path, 1) != 0 || setenv("XDG_CONFIG_HOME", scratch, 1) != 0 ||
                   setenv("XDG_STATE_HOME", scratch, 1) != 0 || unsetenv("XDG_DATA_HOME") != 0
               ? -1
               : 0;
}

static int end(void **state)
{
    wp_buf_free(&out);
    wp_buf_free(&err);
    return scratch_end(state);
}

/* Run `weekplan -f PLAN cron ACTION`. The output is then in `out` and `err`. */
static enum wp_status cron(const char *action)
{
    const char *const argv[] = {"weekplan", "-f", plan, "cron", action, NULL};
    struct wp_context context;
    enum wp_status status = wp_context_init(&context, wp_commands, 5, (char *const *)argv, &error);

    assert_int_equal(status, WP_OK);
    status = context.command->run(&context, &error);
    wp_buf_clear(&out);
    wp_buf_clear(&err);
    wp_buf_puts(&out, context.out.data);
    wp_buf_puts(&err, context.err.data);
    wp_context_free(&context);
    return status;
}

/* A user without a crontab gets one. Implementations of crontab(1) report its absence
 * in two ways. */
static void test_no_crontab(void **state)
{
    static const char *const says[] = {
        "", "[ $1 = - ] || [ -e crontab ] || { echo 'crontab: can'\\''t open: No such file or "
            "directory' >&2; exit 1; }"};

    (void)state;
    for (size_t i = 0; i < sizeof says / sizeof says[0]; i++) {
        make_crontab(says[i]);
        assert_int_equal(cron("remove"), WP_OK);
        assert_non_null(strstr(out.data, "has no line of weekplan"));
        assert_int_equal(access("crontab", F_OK), -1);
        assert_int_equal(cron("install"), WP_OK);
        assert_non_null(strstr(out.data, "every Monday at 08:00"));
        assert_int_equal(access("crontab", F_OK), 0);
        assert_int_equal(cron("remove"), WP_OK);
        scratch_assert("crontab", "", 0);
        assert_int_equal(unlink("crontab"), 0);
    }
}

/* Another failure of `crontab -l` does not mean that there is no crontab. */
static void test_crontab_that_cannot_be_listed(void **state)
{
    static const char lines[] = "0 * * * * somebody else's\n";
    static const char *const failures[] = {
        "[ $1 = - ] || { echo 'You (ada) are not allowed to use this program' >&2; exit 1; }",
        "[ $1 = - ] || exit 1",
        /* lists only a part of the crontab before it fails */
        "[ $1 = - ] || { cat crontab; echo 'no crontab for ada' >&2; exit 1; }",
        "[ $1 = - ] || { echo out of memory >&2; kill -9 $$; }",
    };
    static const char *const actions[] = {"install", "remove", "show"};

    (void)state;
    for (size_t i = 0; i < sizeof failures / sizeof failures[0]; i++) {
        make_crontab(failures[i]);
        scratch_write("crontab", lines, sizeof lines - 1);
        for (size_t k = 0; k < sizeof actions / sizeof actions[0]; k++) {
            assert_int_equal(cron(actions[k]), WP_MAILER);
            assert_string_equal(out.data != NULL ? out.data : "", "");
            scratch_assert("crontab", lines, sizeof lines - 1);
        }
    }
}

/* A crontab(1) that does not accept the new lines. */
static void test_crontab_that_cannot_be_written(void **state)
{
    (void)state;
    make_crontab("[ $1 = -l ] || { echo 'bad minute' >&2; exit 1; }");
    assert_int_equal(cron("install"), WP_MAILER);
    assert_string_equal(out.data != NULL ? out.data : "", "");
    assert_non_null(strstr(err.data, "bad minute"));
    make_crontab("");
    assert_int_equal(cron("install"), WP_OK);
    make_crontab("[ $1 = -l ] || exit 1");
    assert_int_equal(cron("remove"), WP_MAILER);
    assert_string_equal(out.data != NULL ? out.data : "", "");
}

/* Refused: a plan, address or path with which each run of cron would fail. */
static void test_what_is_not_installed(void **state)
{
    static const char nobody[] = "goal: 80%\n";

    (void)state;
    make_crontab("");
    assert_int_equal(unlink("bin/weekplan-mail"), 0);
    assert_int_equal(cron("install"), WP_MAILER);
    assert_non_null(strstr(error.message, "weekplan-mail is not installed"));
    scratch_write("bin/weekplan-mail", "#!/bin/sh\n", 10);
    assert_int_equal(chmod("bin/weekplan-mail", 0755), 0);

    setenv("XDG_DATA_HOME", "/a\\b", 1);
    assert_int_equal(cron("install"), WP_USAGE);
    unsetenv("XDG_DATA_HOME");
    plan = "/a\nb.yaml";
    assert_int_equal(cron("install"), WP_USAGE);
    plan = "/plan.yaml";
    scratch_write("weekplan/config.yaml", nobody, sizeof nobody - 1);
    assert_int_equal(cron("install"), WP_USAGE);
    assert_non_null(strstr(error.message, "nobody to send the letter to"));
    assert_int_equal(access("crontab", F_OK), -1);
}

/* Variables with paths, such as XDG_CONFIG_HOME, are written into the line if they are
 * absolute. */
static void test_environment(void **state)
{
    (void)state;
    make_crontab("");
    setenv("XDG_DATA_HOME", "data", 1);
    setenv("XDG_STATE_HOME", "/my state", 1);
    assert_int_equal(cron("show"), WP_OK);
    assert_null(strstr(out.data, "XDG_DATA_HOME"));
    assert_non_null(strstr(out.data, " XDG_STATE_HOME='/my state' "));
    assert_non_null(strstr(out.data, " XDG_CONFIG_HOME="));
    unsetenv("XDG_DATA_HOME");
}

/* `cron show` prints the exact line to a pipe, and without control characters to a
 * terminal. */
static void test_show(void **state)
{
    static const char lines[] =
        "# others\n0 8 * * 1 a\x1b[2Jb # weekplan-letter (from weekplan cron install)\n";
    int controller;
    int null = open("/dev/null", O_WRONLY);
    int terminal = terminal_open(&controller, 80);
    int saved = dup(STDOUT_FILENO);

    (void)state;
    if (terminal < 0)
        skip();
    make_crontab("");
    scratch_write("crontab", lines, sizeof lines - 1);
    (void)fflush(stdout);
    assert_true(dup2(null, STDOUT_FILENO) >= 0);
    assert_int_equal(cron("show"), WP_OK);
    assert_true(dup2(saved, STDOUT_FILENO) >= 0);
    assert_string_equal(out.data, strchr(lines, '\n') + 1);
    assert_true(dup2(terminal, STDOUT_FILENO) >= 0);
    assert_int_equal(cron("show"), WP_OK);
    assert_true(dup2(saved, STDOUT_FILENO) >= 0);
    assert_null(strchr(out.data, '\x1b'));
    assert_non_null(strstr(out.data, "[2Jb # weekplan-letter"));
    close(null);
    close(saved);
    close(terminal);
    close(controller);
}

/* Messages of crontab(1) are printed, without control characters. */
static void test_what_crontab_says(void **state)
{
    (void)state;
    make_crontab("printf 'not allowed\\033[2J\\nsee\\tman\\n' >&2; exit 3");
    assert_int_equal(cron("install"), WP_MAILER);
    assert_string_equal(err.data, "not allowed\xef\xbf\xbd[2J\nsee\tman\n");
    assert_string_equal(error.message, "crontab failed with exit code 3");
    assert_int_equal(unlink("bin/crontab"), 0);
    setenv("PATH", "bin", 1);
    assert_int_equal(cron("remove"), WP_MAILER);
    assert_non_null(strstr(error.message, "there is no crontab here"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_no_crontab, begin, end),
        cmocka_unit_test_setup_teardown(test_crontab_that_cannot_be_listed, begin, end),
        cmocka_unit_test_setup_teardown(test_crontab_that_cannot_be_written, begin, end),
        cmocka_unit_test_setup_teardown(test_what_is_not_installed, begin, end),
        cmocka_unit_test_setup_teardown(test_environment, begin, end),
        cmocka_unit_test_setup_teardown(test_show, begin, end),
        cmocka_unit_test_setup_teardown(test_what_crontab_says, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
