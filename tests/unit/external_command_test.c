/* weekplan-NAME programs: their search path and their arguments. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <weekplan/buf.h>

#include "cmd/commands.h"
#include "cmd/external_command.h"

static struct wp_error error;

/* The paths that were passed to execv(3), one a line. */
static struct wp_buf tried;
/* The arguments of the last call of execv(3), one a line. */
static struct wp_buf arguments;
static int reason;

/* Replaces execv(3). Record the path, and fail as if no program existed. */
int execv(const char *path, char *const argv[])
{
    wp_buf_printf(&tried, "%s\n", path);
    wp_buf_clear(&arguments);
    for (; *argv != NULL; argv++)
        wp_buf_printf(&arguments, "%s\n", *argv);
    errno = reason;
    return -1;
}

static enum wp_status run(const char *program, const char *const *words)
{
    const char *argv[16] = {program};
    struct wp_context context;
    enum wp_status status;
    int argc = 1;

    wp_buf_clear(&tried);
    wp_buf_clear(&arguments);
    while (*words != NULL)
        argv[argc++] = *words++;
    status = wp_context_init(&context, wp_commands, argc, (char *const *)argv, &error);
    assert_int_equal(status, WP_OK);
    assert_null(context.command);
    status = wp_external_command_run(&context, &error);
    wp_context_free(&context);
    return status;
}

static int begin(void **state)
{
    (void)state;
    reason = ENOENT;
    assert_int_equal(setenv("WEEKPLAN_FILE", "/plan.yaml", 1), 0);
    assert_int_equal(setenv("HOME", "/nowhere", 1), 0);
    assert_int_equal(unsetenv("XDG_CONFIG_HOME"), 0);
    return setenv("PATH", "/one:/two", 1);
}

/* Assert that the search tried the path `first`, one path in LIBEXECDIR, and the paths `last`, in
 * this order. */
static void assert_tried(const char *first, const char *last)
{
    size_t length = strlen(first);
    const char *place = tried.data + length;
    const char *end;

    assert_true(tried.length > length + strlen(last));
    assert_memory_equal(tried.data, first, length);
    end = strchr(place, '\n');
    assert_non_null(end);
    assert_non_null(strstr(place, "/weekplan-brew\n"));
    assert_string_equal(end + 1, last);
}

/* A program is searched for in the directory of weekplan, in LIBEXECDIR, and on PATH, in this
 * order. */
static void test_order(void **state)
{
    const char *const words[] = {"brew", NULL};

    (void)state;
    assert_int_equal(run("/own/weekplan", words), WP_USAGE);
    assert_tried("/own//weekplan-brew\n", "/one/weekplan-brew\n/two/weekplan-brew\n");
    assert_int_equal(run("bin/weekplan", words), WP_USAGE);
    assert_tried("bin//weekplan-brew\n", "/one/weekplan-brew\n/two/weekplan-brew\n");
    assert_int_equal(run("weekplan", words), WP_USAGE);
    assert_tried("", "/one/weekplan-brew\n/two/weekplan-brew\n");
}

/* The name of an external command with a slash is refused. */
static void test_names(void **state)
{
    static const char *const names[] = {"../../tmp/brew", "/brew", "brew/", "a/b", ""};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *const words[] = {names[i], NULL};

        assert_int_equal(run("/own/weekplan", words), WP_USAGE);
        assert_int_equal(tried.length, 0);
    }
}

/* The program gets all options before its name but --file, and all words after its name. */
static void test_arguments(void **state)
{
    const char *const words[] = {
        "-f",   "my plan.yaml", "--week=last", "--today", "2019-08-06", "--color", "never",
        "brew", "-x",           "--file",      "its own", "",           "--",      NULL};

    (void)state;
    (void)run("/own/weekplan", words);
    assert_string_equal(arguments.data,
                        "weekplan-brew\n--week\nlast\n--today\n2019-08-06\n--color\nnever\n"
                        "-x\n--file\nits own\n\n--\n");
    assert_string_equal(getenv("WEEKPLAN_FILE"), "my plan.yaml");
}

/* A program that cannot be run is an error, not an unknown command. */
static void test_failure(void **state)
{
    const char *const words[] = {"brew", NULL};

    (void)state;
    reason = EACCES;
    assert_int_equal(run("/own/weekplan", words), WP_IO);
    assert_string_equal(error.message, "cannot run weekplan-brew: Permission denied");
    assert_tried("/own//weekplan-brew\n", "/one/weekplan-brew\n/two/weekplan-brew\n");
    reason = ENOEXEC; /* after ENOEXEC, no further directory is searched */
    assert_int_equal(run("/own/weekplan", words), WP_IO);
    assert_string_equal(tried.data, "/own//weekplan-brew\n");
}

static int end(void **state)
{
    (void)state;
    wp_buf_free(&tried);
    wp_buf_free(&arguments);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_order, begin, end),
        cmocka_unit_test_setup_teardown(test_names, begin, end),
        cmocka_unit_test_setup_teardown(test_arguments, begin, end),
        cmocka_unit_test_setup_teardown(test_failure, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
