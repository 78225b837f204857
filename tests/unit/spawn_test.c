/* Which program takes this one's place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>

#include "sys/output.h"
#include "sys/spawn.h"

#include "scratch.h"

enum { NOT_FOUND = 101, NOT_RUN = 102 };

static void make_program(const char *directory, const char *path, const char *text, mode_t mode)
{
    mkdir(directory, 0755);
    scratch_write(path, text, strlen(text));
    assert_int_equal(chmod(path, mode), 0);
}

/* The exit code of weekplan-demo, looked for in `first` and along `path`. */
static int run(const char *first, const char *path)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        const char *const directories[] = {first, NULL};
        char program[] = "weekplan-demo";
        char word[] = "two words";
        char *const argv[] = {program, word, NULL};
        setenv("PATH", path, 1);
        wp_spawn_replace("weekplan-demo", directories, argv, "/a plan.yaml");
        _exit(errno == ENOENT ? NOT_FOUND : NOT_RUN);
    }
    int how;
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFEXITED(how));
    return WEXITSTATUS(how);
}

static void test_search(void **state)
{
    (void)state;
    assert_int_equal(run("none", "none:also-none"), NOT_FOUND);

    make_program(
        "first", "first/weekplan-demo",
        "#!/bin/sh\n[ \"$1\" = 'two words' ] && [ \"$WEEKPLAN_FILE\" = '/a plan.yaml' ] && "
        "exit 11\n",
        0755);
    make_program("second", "second/weekplan-demo", "#!/bin/sh\nexit 12\n", 0755);
    make_program("locked", "locked/weekplan-demo", "#!/bin/sh\nexit 13\n", 0644);
    make_program("empty", "empty/other", "", 0644);

    assert_int_equal(run("first", "second"), 11);
    assert_int_equal(run("none", "empty:second:first"), 12);
    assert_int_equal(run("empty/other", "second"), 12); /* not a directory */
    assert_int_equal(run("locked", "second"), 12);
    assert_int_equal(run("locked", "none"), NOT_RUN);

    make_program(".", "weekplan-demo", "#!/bin/sh\nexit 14\n", 0755);
    assert_int_equal(run("none", "none::second"), 14); /* here, as for a shell */
    assert_int_equal(run("none", "second:"), 12);
}

/* How a shell ends that is given the script. */
static int wait_for(const char *script)
{
    const char *const argv[] = {"/bin/sh", "-c", script, "sh", "two words", NULL};

    return wp_spawn_wait((char *const *)argv);
}

static void test_wait(void **state)
{
    const char *const nothing[] = {"/nowhere/at/all", NULL};

    (void)state;
    assert_int_equal(wait_for("exit 0"), 0);
    assert_int_equal(wait_for("[ \"$1\" = 'two words' ] && exit 7"), 7);
    assert_int_equal(wait_for("kill -KILL $$"), 128 + SIGKILL);
    errno = 0;
    assert_int_equal(wp_spawn_wait((char *const *)nothing), -1);
    assert_int_equal(errno, ENOENT);
}

/* What interrupts the other program, or has us ignore it, does not concern the
 * other one of the two. */
static void test_signals(void **state)
{
    struct sigaction before;
    struct sigaction after;

    (void)state;
    assert_int_equal(sigaction(SIGINT, NULL, &before), 0);
    wp_output_prepare();
    assert_int_equal(wait_for("kill -INT $PPID; exit 3"), 3);
    assert_int_equal(wait_for("kill -QUIT $PPID; exit 3"), 3);
    assert_int_equal(wait_for("kill -INT $$"), 128 + SIGINT);
    assert_int_equal(wait_for("kill -PIPE $$"), 128 + SIGPIPE);
    assert_int_equal(wait_for("kill -XFSZ $$"), 128 + SIGXFSZ);
    assert_int_equal(sigaction(SIGINT, NULL, &after), 0);
    assert_true(before.sa_handler == after.sa_handler);

    assert_true(signal(SIGINT, SIG_IGN) != SIG_ERR);
    assert_int_equal(wait_for("kill -INT $$; exit 4"), 4);
    assert_true(signal(SIGINT, SIG_DFL) != SIG_ERR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_search, scratch_begin, scratch_end),
        cmocka_unit_test(test_wait),
        cmocka_unit_test(test_signals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
