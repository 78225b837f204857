/* Running other programs, and replacing this process by another program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "os/process.h"
#include "os/write_output.h"

#include "scratch_directory.h"

enum { NOT_FOUND = 101, NOT_RUN = 102 };

static bool pread_fails;

ssize_t pread(int fd, void *bytes, size_t length, off_t at)
{
    if (pread_fails) {
        errno = EIO;
        return -1;
    }
    return lseek(fd, at, SEEK_SET) < 0 ? -1 : read(fd, bytes, length);
}

static void make_program(const char *directory, const char *path, const char *text, mode_t mode)
{
    mkdir(directory, 0755);
    scratch_write(path, text, strlen(text));
    assert_int_equal(chmod(path, mode), 0);
}

/* Run weekplan-demo, searched for in the directory `first` and then on the search path `path`.
 * Return its exit code. */
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
        wp_process_exec("weekplan-demo", directories, argv, "/a plan.yaml");
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
    assert_int_equal(run("empty/other", "none"), NOT_FOUND);

    make_program(".", "weekplan-demo", "#!/bin/sh\nexit 14\n", 0755);
    assert_int_equal(run("none", "none::second"),
                     14); /* an empty entry of PATH is the current directory */
    assert_int_equal(run("none", "second:"), 12);
}

/* Run the script in a shell, and return the exit code of the shell. */
static int wait_for(const char *script)
{
    const char *const argv[] = {"/bin/sh", "-c", script, "sh", "two words", NULL};

    return wp_process_wait((char *const *)argv);
}

static void test_wait(void **state)
{
    const char *const nothing[] = {"/nowhere/at/all", NULL};

    (void)state;
    assert_int_equal(wait_for("exit 0"), 0);
    assert_int_equal(wait_for("[ \"$1\" = 'two words' ] && exit 7"), 7);
    assert_int_equal(wait_for("kill -KILL $$"), 128 + SIGKILL);
    errno = 0;
    assert_int_equal(wp_process_wait((char *const *)nothing), -1);
    assert_int_equal(errno, ENOENT);
}

static int feed(const char *script, struct wp_str input)
{
    const char *const argv[] = {"/bin/sh", "-c", script, NULL};

    return wp_process_feed((char *const *)argv, input);
}

static void test_feed(void **state)
{
    static char much[1 << 20];
    const struct wp_str input = {much, sizeof much};
    const char *const nothing[] = {"/nowhere/at/all", NULL};

    (void)state;
    memset(much, 'x', sizeof much);
    wp_write_output_prepare();
    assert_int_equal(feed("read line; [ \"$line\" = word ] && exit 7", wp_str("word\n")), 7);
    assert_int_equal(feed("[ $(wc -c) = 1048576 ] && exit 7", input), 7);
    assert_int_equal(feed("exit 3", input), 3); /* a program that does not read its input */
    assert_int_equal(feed("kill -INT $PPID; exit 3", input), 3);
    assert_int_equal(feed("kill -PIPE $$", input), 128 + SIGPIPE);
    errno = 0;
    assert_int_equal(wp_process_feed((char *const *)nothing, input), -1);
    assert_int_equal(errno, ENOENT);
}

/* SIGINT ends only the process to which it is sent: this one, or the program that it runs. The
 * same holds for SIGQUIT. */
static void test_signals(void **state)
{
    struct sigaction before;
    struct sigaction after;

    (void)state;
    /* The parent of the test may ignore these signals. */
    assert_true(signal(SIGINT, SIG_DFL) != SIG_ERR);
    assert_true(signal(SIGQUIT, SIG_DFL) != SIG_ERR);
    assert_int_equal(sigaction(SIGINT, NULL, &before), 0);
    wp_write_output_prepare();
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

static void test_find(void **state)
{
    const char *const first[] = {"first", NULL};
    char *found;

    (void)state;
    setenv("PATH", "none:second", 1);
    assert_null(wp_process_find("weekplan-demo", first));
    make_program("second", "second/weekplan-demo", "", 0755);
    make_program("first", "first/other", "", 0755);
    found = wp_process_find("weekplan-demo", first);
    assert_string_equal(found, "second/weekplan-demo");
    free(found);
    make_program("first", "first/weekplan-demo", "", 0644); /* not executable */
    assert_int_equal(mkdir("first/weekplan-dir", 0755), 0);
    found = wp_process_find("weekplan-demo", first);
    assert_string_equal(found, "second/weekplan-demo");
    free(found);
    assert_null(wp_process_find("weekplan-dir", first));
}

/* Run a script with the content `text` as bin/demo. `name` is its path, or "demo" to search for
 * it in bin/. Return the ended process. */
static struct wp_process run_script(const char *name, const char *text, struct wp_str input)
{
    static const char *const first[] = {"bin", NULL};
    static char program[] = "demo";
    static char words[] = "two words; $(x)";
    static char *const argv[] = {program, words, NULL};
    struct wp_process spawn = {.name = name, .first = first, .argv = argv, .input = input};
    struct wp_error error;

    setenv("PATH", "/usr/bin:/bin", 1);
    make_program("bin", "bin/demo", text, 0755);
    if (wp_process_run(&spawn, &error) != WP_OK)
        fail_msg("%s", error.message);
    return spawn;
}

static void assert_ran(struct wp_process *spawn, int exit_code, const char *out, const char *err)
{
    assert_int_equal(spawn->exit_code, exit_code);
    assert_string_equal(spawn->out.data != NULL ? spawn->out.data : "", out);
    assert_string_equal(spawn->err.data != NULL ? spawn->err.data : "", err);
    wp_buf_free(&spawn->out);
    wp_buf_free(&spawn->err);
}

static void test_run(void **state)
{
    struct wp_process spawn;

    (void)state;
    spawn = run_script("demo", "#!/bin/sh\necho \"$1:$#\"; cat; echo oops >&2; exit 7\n",
                       wp_str("line\n.\nline"));
    assert_ran(&spawn, 7, "two words; $(x):1\nline\n.\nline", "oops\n");
    spawn = run_script("bin/demo", "#!/bin/sh\nkill -TERM $$\n", wp_str(""));
    assert_ran(&spawn, 128 + 15, "", "");
}

/* The program need not read its input. A process that it leaves behind may keep the output open. */
static void test_run_without_waiting(void **state)
{
    struct wp_buf input = WP_BUF_INIT;
    struct wp_process spawn;

    (void)state;
    wp_buf_repeat(&input, "0123456789abcdef", 1 << 16);
    spawn = run_script("demo", "#!/bin/sh\nexit 0\n", wp_buf_str(&input));
    assert_ran(&spawn, 0, "", "");
    spawn = run_script("demo", "#!/bin/sh\nsleep 1000 &\necho $!\n", wp_buf_str(&input));
    assert_int_equal(kill((pid_t)strtol(spawn.out.data, NULL, 10), SIGKILL), 0);
    wp_buf_free(&spawn.out);
    wp_buf_free(&spawn.err);
    spawn =
        run_script("demo", "#!/bin/sh\ncat /dev/stdin; cat /dev/stdin >&2\n", wp_buf_str(&input));
    assert_int_equal(spawn.out.length, input.length);
    assert_int_equal(spawn.exit_code, 0);
    wp_buf_free(&spawn.out);
    wp_buf_free(&spawn.err);
    wp_buf_free(&input);
}

/* The child gets its input and output as unnamed files, and no other open file. */
static void test_run_with_nothing_else(void **state)
{
    struct wp_process spawn;

    (void)state;
    setenv("TMPDIR", scratch, 1);
    spawn = run_script("demo", "#!/bin/sh\nls \"$TMPDIR\"\n", wp_str("x"));
    assert_ran(&spawn, 0, "bin\n", "");
    spawn = run_script("demo", "#!/bin/sh\nls -l /proc/$$/fd | grep -c 'weekplan-.*deleted'\n",
                       wp_str("x"));
    if (access("/proc/self/fd", F_OK) == 0)
        assert_string_equal(spawn.out.data, "3\n");
    wp_buf_free(&spawn.out);
    wp_buf_free(&spawn.err);
    setenv("TMPDIR", "none", 1); /* a relative path, which is ignored */
    spawn = run_script("demo", "#!/bin/sh\nexit 0\n", wp_str("x"));
    assert_ran(&spawn, 0, "", "");
    unsetenv("TMPDIR");
}

/* Of endless output, only the first part is stored. */
static void test_run_with_much_output(void **state)
{
    struct wp_process spawn;

    (void)state;
    spawn = run_script("demo", "#!/bin/sh\nhead -c 3000000 /dev/zero\n", wp_str(""));
    assert_in_range(spawn.out.length, 1 << 20, (1 << 20) + (64 << 10));
    assert_int_equal(spawn.exit_code, 0);
    wp_buf_free(&spawn.out);
    wp_buf_free(&spawn.err);
}

/* A program that ignores errors of its writes. */
static const char careless[] = "#!/bin/sh\nulimit -f 1\ntrap '' XFSZ\ni=0\n"
                               "while [ $i -lt 4096 ]; do echo 01234567890abcd; i=$((i + 1)); "
                               "done 2>/dev/null\nexit 0\n";

static struct wp_process run_whole(const char *text, enum wp_status wanted)
{
    static char program[] = "bin/demo";
    static char *const argv[] = {program, NULL};
    struct wp_process spawn = {.name = program, .argv = argv, .whole = true};
    struct wp_error error;

    make_program("bin", "bin/demo", text, 0755);
    assert_int_equal(wp_process_run(&spawn, &error), wanted);
    return spawn;
}

static void test_run_whole(void **state)
{
    struct wp_process spawn;

    (void)state;
    spawn = run_script("demo", careless, wp_str(""));
    assert_true(spawn.out.length < 65536);
    assert_int_equal(spawn.exit_code, 0);
    wp_buf_free(&spawn.out);
    wp_buf_free(&spawn.err);
    spawn = run_whole(careless, WP_OK);
    assert_int_equal(spawn.out.length, 65536);
    assert_false(spawn.cut);
    wp_buf_free(&spawn.out);
    wp_buf_free(&spawn.err);
    spawn = run_whole("#!/bin/sh\necho oops >&2\n(sleep 0.1; echo late) &\nexit 7\n", WP_OK);
    assert_ran(&spawn, 7, "late\n", "oops\n");
    spawn = run_whole("#!/bin/sh\nhead -c 1048576 /dev/zero\n", WP_OK);
    assert_int_equal(spawn.out.length, 1 << 20);
    assert_false(spawn.cut);
    wp_buf_free(&spawn.out);
    wp_buf_free(&spawn.err);
    spawn = run_whole("#!/bin/sh\nhead -c 1048577 /dev/zero\n", WP_OK);
    assert_true(spawn.cut);
    wp_buf_free(&spawn.out);
    wp_buf_free(&spawn.err);
    /* a program that does not end by itself */
    spawn = run_whole("#!/bin/sh\nexec yes\n", WP_OK);
    assert_true(spawn.cut);
    assert_true(spawn.ended);
    wp_buf_free(&spawn.out);
    wp_buf_free(&spawn.err);
}

/* The child has the default signal actions, although weekplan and its parent ignore
 * some signals. */
static void test_run_with_usual_signals(void **state)
{
    struct wp_process spawn;

    (void)state;
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    signal(SIGCHLD, SIG_IGN);
    spawn = run_script("demo", "#!/bin/sh\nkill -PIPE $$; echo ignored\n", wp_str(""));
    assert_ran(&spawn, 128 + SIGPIPE, "", "");
    spawn = run_script("demo", "#!/bin/sh\nkill -XFSZ $$; echo ignored\n", wp_str(""));
    assert_ran(&spawn, 128 + SIGXFSZ, "", "");
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
}

/* Run the program while no file can be longer than `limit` bytes. Return its exit code. */
static int run_with_limit(size_t limit, const char *input)
{
    pid_t child = fork();
    int how;

    assert_true(child >= 0);
    if (child == 0) {
        static const char *const first[] = {"bin", NULL};
        static char program[] = "demo";
        static char *const argv[] = {program, NULL};
        struct wp_process spawn = {
            .name = "demo", .first = first, .argv = argv, .input = wp_str(input)};
        struct wp_error error;
        struct rlimit size = {limit, limit};

        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &size);
        _exit((int)wp_process_run(&spawn, &error));
    }
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFEXITED(how));
    return WEXITSTATUS(how);
}

/* If the input cannot be stored completely, the program is not run. */
static void test_input_that_has_no_room(void **state)
{
    (void)state;
    make_program("bin", "bin/demo", "#!/bin/sh\nexit 0\n", 0755);
    assert_int_equal(run_with_limit(4, "1234"), WP_OK);
    assert_int_equal(run_with_limit(4, "12345"), WP_IO);
}

/* If the output cannot be read, the result is an error, not empty output. */
static void test_output_that_cannot_be_read(void **state)
{
    static const char *const first[] = {"bin", NULL};
    static char program[] = "demo";
    static char *const argv[] = {program, NULL};
    struct wp_process spawn = {.name = "demo", .first = first, .argv = argv};
    struct wp_error error;

    (void)state;
    make_program("bin", "bin/demo", "#!/bin/sh\necho x\n", 0755);
    pread_fails = true;
    assert_int_equal(wp_process_run(&spawn, &error), WP_IO);
    pread_fails = false;
    assert_string_equal(error.message, "cannot read what demo printed: Input/output error");
    wp_buf_free(&spawn.out);
    wp_buf_free(&spawn.err);
}

static void assert_not_run(const char *name, enum wp_status status, const char *message)
{
    static const char *const first[] = {"bin", NULL};
    static char program[] = "demo";
    static char *const argv[] = {program, NULL};
    struct wp_process spawn = {.name = name, .first = first, .argv = argv};
    struct wp_error error;

    assert_int_equal(wp_process_run(&spawn, &error), status);
    assert_string_equal(error.message, message);
    wp_buf_free(&spawn.out);
    wp_buf_free(&spawn.err);
}

/* Run a script for at most a second. Return the ended process. */
static struct wp_process run_for_a_second(const char *text)
{
    static const char *const first[] = {NULL};
    static char program[] = "demo";
    static char *const argv[] = {program, NULL};
    struct wp_process spawn = {.name = "bin/demo", .first = first, .argv = argv, .seconds = 1};
    struct wp_error error;

    make_program("bin", "bin/demo", text, 0755);
    assert_int_equal(wp_process_run(&spawn, &error), WP_OK);
    wp_buf_free(&spawn.err);
    return spawn;
}

static void test_run_for_a_time(void **state)
{
    struct wp_process spawn;

    (void)state;
    spawn = run_for_a_second("#!/bin/sh\necho in time\nexit 3\n");
    assert_false(spawn.late);
    assert_ran(&spawn, 3, "in time\n", "");
    spawn = run_for_a_second("#!/bin/sh\necho late\nexec sleep 1000\n");
    assert_true(spawn.late);
    assert_ran(&spawn, 128 + SIGTERM, "late\n", "");
    spawn = run_for_a_second("#!/bin/sh\ntrap '' TERM\nexec sleep 1000\n");
    assert_true(spawn.late);
    assert_ran(&spawn, 128 + SIGKILL, "", "");
}

static void test_not_run(void **state)
{
    (void)state;
    setenv("PATH", "none", 1);
    assert_not_run("demo", WP_MISSING, "there is no program demo");
    assert_not_run("/no/demo", WP_MISSING, "there is no program /no/demo");
    make_program("bin", "bin/demo", "#!/bin/sh\n", 0644);
    assert_not_run("demo", WP_MISSING, "there is no program demo");
    assert_not_run("bin/demo", WP_IO, "cannot run bin/demo: Permission denied");
    make_program("bin", "bin/demo", "#!/no/such/interpreter\n", 0755);
    assert_not_run("demo", WP_IO, "cannot run demo: No such file or directory");
    make_program("bin", "bin/demo", "#!/bin/sh\n", 0755);
    setenv("TMPDIR", "/no/such/directory", 1);
    assert_not_run("demo", WP_IO,
                   "cannot write the input or output of demo to a temporary file in TMPDIR: No "
                   "such file or directory");
    unsetenv("TMPDIR");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_search, scratch_begin, scratch_end),
        cmocka_unit_test(test_wait),
        cmocka_unit_test(test_feed),
        cmocka_unit_test(test_signals),
        cmocka_unit_test_setup_teardown(test_find, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_run, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_run_without_waiting, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_run_whole, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_run_with_usual_signals, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_run_with_nothing_else, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_run_with_much_output, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_input_that_has_no_room, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_output_that_cannot_be_read, scratch_begin,
                                        scratch_end),
        cmocka_unit_test_setup_teardown(test_run_for_a_time, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_not_run, scratch_begin, scratch_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
