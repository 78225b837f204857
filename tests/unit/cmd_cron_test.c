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

/* Run `weekplan -f PLAN cron` with the words of `arguments`, in which '_' stands for a blank. The
 * output is then in `out` and `err`. */
static enum wp_status cron(const char *arguments)
{
    const char *argv[20] = {"weekplan", "-f", plan, "cron"};
    int argc = 4;
    char words[200];
    struct wp_context context;
    enum wp_status status;

    (void)snprintf(words, sizeof words, "%s", arguments);
    for (char *word = strtok(words, " "); word != NULL; word = strtok(NULL, " ")) {
        for (char *blank = word; (blank = strchr(blank, '_')) != NULL;)
            *blank = ' ';
        argv[argc++] = word;
    }
    status = wp_context_init(&context, wp_commands, argc, (char *const *)argv, &error);
    assert_int_equal(status, WP_OK);
    status = context.command->run(&context, &error);
    wp_buf_clear(&out);
    wp_buf_clear(&err);
    wp_buf_puts(&out, context.out.data);
    wp_buf_puts(&err, context.err.data);
    wp_context_free(&context);
    return status;
}

/* `cron install` creates a crontab for a user who has none. Implementations of crontab(1) report in
 * two ways that there is none. */
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

/* If `crontab -l` fails for another reason, the user may have a crontab, so no crontab is
 * written. */
static void test_crontab_that_cannot_be_listed(void **state)
{
    static const char lines[] = "0 * * * * somebody else's\n";
    static const char *const failures[] = {
        "[ $1 = - ] || { echo 'You (ada) are not allowed to use this program' >&2; exit 1; }",
        "[ $1 = - ] || exit 1",
        /* a crontab(1) that lists only a part of the crontab before it fails */
        "[ $1 = - ] || { cat crontab; echo 'no crontab for ada' >&2; exit 1; }",
        "[ $1 = - ] || { echo out of memory >&2; kill -9 $$; }",
    };
    static const char *const actions[] = {"install", "remove", "show"};

    (void)state;
    for (size_t i = 0; i < sizeof failures / sizeof failures[0]; i++) {
        make_crontab(failures[i]);
        scratch_write("crontab", lines, sizeof lines - 1);
        for (size_t k = 0; k < sizeof actions / sizeof actions[0]; k++) {
            assert_int_equal(cron(actions[k]), WP_UNAVAILABLE);
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
    assert_int_equal(cron("install"), WP_UNAVAILABLE);
    assert_string_equal(out.data != NULL ? out.data : "", "");
    assert_non_null(strstr(err.data, "bad minute"));
    make_crontab("");
    assert_int_equal(cron("install"), WP_OK);
    make_crontab("[ $1 = -l ] || exit 1");
    assert_int_equal(cron("remove"), WP_UNAVAILABLE);
    assert_string_equal(out.data != NULL ? out.data : "", "");
}

/* Refused: a plan, address or path with which each run of cron would fail. */
static void test_what_is_not_installed(void **state)
{
    static const char nobody[] = "goal: 80%\n";

    (void)state;
    make_crontab("");
    assert_int_equal(unlink("bin/weekplan-mail"), 0);
    assert_int_equal(cron("install"), WP_UNAVAILABLE);
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

/* Variables with absolute paths, such as XDG_CONFIG_HOME, are written into the line of the
 * crontab. */
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
    assert_int_equal(cron("install"), WP_UNAVAILABLE);
    assert_string_equal(err.data, "not allowed\xef\xbf\xbd[2J\nsee\tman\n");
    assert_string_equal(error.message, "crontab failed with exit code 3");
    assert_int_equal(unlink("bin/crontab"), 0);
    setenv("PATH", "bin", 1);
    assert_int_equal(cron("remove"), WP_UNAVAILABLE);
    assert_non_null(strstr(error.message, "there is no crontab here"));
}

static void assert_shows(const char *arguments, const char *text)
{
    assert_int_equal(cron(arguments), WP_OK);
    if (strstr(out.data, text) == NULL)
        fail_msg("cron %s: not '%s' but: %s", arguments, text, out.data);
}

/* The time at which the letter is sent decides which week it is about. The weekday on which weeks
 * begin is that of the plan. */
static void test_kind_by_time(void **state)
{
    static const char sundays[] = "week: 2019-08-04\ngoals: [Read]\n";
    static const char not_valid[] = "week: 2019-08-04\ngoals: [{}]\n";
    char path[200];

    (void)state;
    make_crontab("");
    assert_shows("show", "0 8 * * 1 ");
    assert_shows("show", " mail --once -w last -f ");
    assert_shows("show --at thu_23:59", " mail --once -w last -f ");
    assert_shows("show --at fri_00:00", " mail --once -w this -f ");
    assert_shows("show --at sun_17:00", "weekplan-letter-this (from weekplan cron install)\n");
    assert_shows("show --at sun_17:00 -w last", " mail --once -w last -f ");
    assert_shows("show --at mon_17:00 -w this", " mail --once -w this -f ");
    assert_shows("show --at mon_17:00 --ask", " mail --once --ask -f ");
    assert_shows("show --ask -w last", " mail --once --ask -w last -f ");
    assert_shows("show -w this", "0 8 * * 5 ");
    assert_shows("show --ask", "0 17 * * 0 ");
    /* Weeks that begin on Sunday. */
    (void)snprintf(path, sizeof path, "%s/plan.yaml", scratch);
    plan = path;
    scratch_write("plan.yaml", sundays, sizeof sundays - 1);
    assert_shows("show --at wed_17:00", " -w last ");
    assert_shows("show --at thu_17:00", " -w this ");
    assert_shows("show --at sat_17:00", " -w this ");
    assert_shows("show --at sun_17:00", " -w last ");
    assert_shows("show -w this", "0 8 * * 4 ");
    assert_shows("show --ask", "0 17 * * 6 ");
    /* Even if the current week is not valid, weeks begin on its weekday. */
    scratch_write("plan.yaml", not_valid, sizeof not_valid - 1);
    assert_shows("show --at sun_17:00 --today 2019-08-06", " -w last ");
    plan = "/plan.yaml";
    assert_int_equal(cron("install -w next"), WP_USAGE);
    assert_int_equal(cron("remove -w 2019-W31"), WP_USAGE);
}

/* `cron show` tells on standard error which week each letter would be about today. */
static void test_week_in_words(void **state)
{
    (void)state;
    make_crontab("");
    assert_int_equal(cron("install --at mon_08:00"), WP_OK);
    assert_int_equal(cron("install --at fri_17:30"), WP_OK);
    assert_int_equal(cron("install --ask"), WP_OK);
    assert_int_equal(cron("show --today 2019-08-06 --ascii"), WP_OK);
    assert_string_equal(
        err.data, "weekplan: the letter about last week: today Mon 29 July - Sun 4 August 2019\n"
                  "weekplan: the letter about the running week: today Mon 5 - Sun 11 August 2019\n"
                  "weekplan: the letter that asks for the review: today Mon 29 July - Sun 4 August "
                  "2019\n");
    assert_int_equal(cron("show --ask --today 2019-08-09 --ascii"), WP_OK);
    assert_string_equal(err.data, "weekplan: the letter that asks for the review: today Mon 5 - "
                                  "Sun 11 August 2019\n");
}

/* Each kind of letter has a line of its own in the crontab. */
static void test_kinds_side_by_side(void **state)
{
    static const char old[] =
        "0 8 * * 1 /w mail --once -f /p # weekplan-letter (from weekplan cron install)\n";

    (void)state;
    make_crontab("");
    scratch_write("crontab", old, sizeof old - 1);
    assert_int_equal(cron("install --at fri_17:30"), WP_OK);
    assert_non_null(
        strstr(out.data,
               "the letter about the running week is sent every Friday at 17:30\n"
               "the letter about last week is sent too (weekplan cron remove -w last ends it)\n"));
    assert_shows("show", old);
    assert_shows("show -w last", old);
    assert_shows("show", "\n30 17 * * 5 ");
    assert_int_equal(cron("install"), WP_OK);
    assert_shows("show", " -w last ");
    assert_null(strstr(out.data, old));
    assert_int_equal(cron("install --ask"), WP_OK);
    assert_int_equal(cron("remove -w this"), WP_OK);
    assert_non_null(strstr(out.data, "the letter about the running week is no longer sent\n"));
    assert_int_equal(cron("remove -w this"), WP_OK);
    assert_string_equal(out.data,
                        "the crontab has no line for the letter about the running week\n");
    assert_shows("show", " -w last ");
    assert_shows("show", " --ask ");
    assert_int_equal(cron("remove"), WP_OK);
    assert_null(strstr(out.data, "running week"));
    scratch_assert("crontab", "", 0);
}

/* With --to, the letter is not sent to the recipients in the configuration. The option is written
 * into the line of the crontab. */
static void test_recipients_of_the_line(void **state)
{
    static const char nobody[] = "goal: 80%\n";

    (void)state;
    make_crontab("");
    scratch_write("weekplan/config.yaml", nobody, sizeof nobody - 1);
    assert_int_equal(cron("install"), WP_USAGE);
    assert_int_equal(cron("install --to ada"), WP_USAGE);
    assert_int_equal(cron("show --to ada"), WP_USAGE);
    assert_int_equal(access("crontab", F_OK), -1);
    assert_int_equal(
        cron("install --from c@example.org --to ada@example.org --to b@d --to ada@example.org"),
        WP_OK);
    assert_shows("show", " -w last --from c@example.org --to ada@example.org --to b@d -f ");
}

/* An option that has no effect on `cron show`, `install` or `remove` is refused. */
static void test_options_of_actions(void **state)
{
    static const char *const refused[] = {
        "remove --at mon_08:00", "remove --catch-up",        "remove --to ada@example.org",
        "remove --from a@b",     "remove --systemd",         "remove --ask -w this",
        "install --systemd",     "show --systemd --catch-up"};

    (void)state;
    make_crontab("");
    assert_int_equal(cron("install"), WP_OK);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        assert_int_equal(cron(refused[i]), WP_USAGE);
    assert_shows("show", " -w last ");
}

/* If the program that sends mail is missing, `cron install` notes that no letter can be sent
 * yet. */
static void test_no_mailer(void **state)
{
    static const char config[] =
        "mail: {to: ada@example.org, from: ada@example.org, sendmail: /no/mailer}\n";

    (void)state;
    make_crontab("");
    scratch_write("weekplan/config.yaml", config, sizeof config - 1);
    assert_int_equal(cron("install"), WP_OK);
    assert_non_null(strstr(err.data, "no letter can be sent yet: there is no /no/mailer"));
    assert_shows("show", " -w last ");
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
        cmocka_unit_test_setup_teardown(test_kind_by_time, begin, end),
        cmocka_unit_test_setup_teardown(test_week_in_words, begin, end),
        cmocka_unit_test_setup_teardown(test_kinds_side_by_side, begin, end),
        cmocka_unit_test_setup_teardown(test_recipients_of_the_line, begin, end),
        cmocka_unit_test_setup_teardown(test_options_of_actions, begin, end),
        cmocka_unit_test_setup_teardown(test_no_mailer, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
