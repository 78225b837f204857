/* Opening and reading files: which files are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/resource.h>
#include <sys/wait.h>

#include "os/input_file.h"

#include "scratch_directory.h"

static const char plan[] = "week: 2019-08-04\ngoals:\n- one\n";

static void assert_refused(const char *path, enum wp_status status, const char *message)
{
    struct wp_input_file file;
    struct wp_error error;
    assert_int_equal(wp_input_file_open(&file, path, &error), status);
    assert_int_equal(error.status, status);
    assert_string_equal(error.message, message);
    wp_input_file_close(&file);
}

static void test_configuration(void **state)
{
    struct wp_input_file file;
    struct wp_error error;

    (void)state;
    assert_int_equal(wp_input_file_open_config(&file, "config.yaml", &error), WP_MISSING);
    assert_int_equal(mkdir("config.yaml", 0700), 0);
    assert_int_equal(wp_input_file_open_config(&file, "config.yaml", &error), WP_CONFIG);
    assert_string_equal(error.message, "config.yaml is a directory, not a configuration file");
    scratch_write("plan.yaml", plan, sizeof plan - 1);
    assert_int_equal(wp_input_file_open_config(&file, "plan.yaml/config.yaml", &error), WP_MISSING);
    assert_int_equal(wp_input_file_open_config(&file, "plan.yaml", &error), WP_OK);
    wp_input_file_close(&file);
}

static void test_ranges(void **state)
{
    (void)state;
    scratch_write("plan.yaml", plan, sizeof plan - 1);
    struct wp_input_file file;
    struct wp_error error;
    assert_int_equal(wp_input_file_open(&file, "plan.yaml", &error), WP_OK);
    struct wp_input input = wp_input_file_input(&file);
    assert_int_equal(input.size, sizeof plan - 1);

    char bytes[sizeof plan];
    assert_int_equal(input.read(input.context, 0, bytes, sizeof plan - 1, &error), WP_OK);
    assert_memory_equal(bytes, plan, sizeof plan - 1);
    assert_int_equal(input.read(input.context, 17, bytes, 5, &error), WP_OK);
    assert_memory_equal(bytes, "goals", 5);
    assert_int_equal(input.read(input.context, input.size, bytes, 0, &error), WP_OK);
    wp_input_file_close(&file);
}

static void test_shrinking(void **state)
{
    (void)state;
    scratch_write("plan.yaml", plan, sizeof plan - 1);
    struct wp_input_file file;
    struct wp_error error;
    assert_int_equal(wp_input_file_open(&file, "plan.yaml", &error), WP_OK);
    assert_int_equal(truncate("plan.yaml", 10), 0);

    struct wp_input input = wp_input_file_input(&file);
    char bytes[sizeof plan];
    assert_int_equal(input.read(input.context, 0, bytes, sizeof plan - 1, &error), WP_IO);
    assert_string_equal(error.message, "plan.yaml changed while it was read (try again)");
    wp_input_file_close(&file);
}

static void test_no_plan_files(void **state)
{
    (void)state;
    assert_int_equal(mkfifo("pipe", 0600), 0);
    assert_int_equal(symlink("loop", "loop"), 0);
    assert_refused("none.yaml", WP_MISSING,
                   "there is no plan at none.yaml yet (add a goal to start it)");
    assert_refused("none/none.yaml", WP_MISSING,
                   "there is no plan at none/none.yaml yet (add a goal to start it)");
    assert_refused("loop", WP_MISSING, "cannot open loop: Too many levels of symbolic links");
    assert_refused(".", WP_MISSING, ". is a directory, not a plan file (give the file with -f)");
    assert_refused("pipe", WP_MISSING, "pipe is a pipe, not a plan file (give the file with -f)");
    assert_refused("/dev/null", WP_MISSING,
                   "/dev/null is a device, not a plan file (give the file with -f)");
}

/* What a child process gives up before it opens a file: file descriptors, or its rights. */
enum loss { DESCRIPTORS, RIGHTS };

static int open_config_without(enum loss loss, const char *path)
{
    pid_t child = fork();
    int how;

    assert_true(child >= 0);
    if (child == 0) {
        struct rlimit none = {3, 3};
        struct wp_input_file file;
        struct wp_error error;

        if (loss == RIGHTS && (setgid(12345) != 0 || setuid(12345) != 0))
            _exit(1);
        for (int fd = 3; loss == DESCRIPTORS && fd < 100; fd++)
            close(fd);
        if (loss == DESCRIPTORS)
            setrlimit(RLIMIT_NOFILE, &none);
        _exit((int)wp_input_file_open_config(&file, path, &error));
    }
    assert_int_equal(waitpid(child, &how, 0), child);
    return WIFEXITED(how) ? WEXITSTATUS(how) : -1;
}

/* A failure that is not about the file, such as EMFILE, is not reported as its absence. */
static void test_no_descriptors(void **state)
{
    (void)state;
    scratch_write("config.yaml", "", 0);
    assert_int_equal(open_config_without(DESCRIPTORS, "config.yaml"), WP_IO);
}

/* A file in an unreadable directory of another user counts as absent. A file that exists but is
 * unreadable is an error. */
static void test_rights(void **state)
{
    (void)state;
    if (geteuid() != 0)
        skip();
    assert_int_equal(mkdir("locked", 0700), 0);
    assert_int_equal(open_config_without(RIGHTS, "locked/config.yaml"), WP_MISSING);
    scratch_write("locked/config.yaml", "", 0);
    assert_int_equal(open_config_without(RIGHTS, "locked/config.yaml"), WP_MISSING);
    scratch_write("config.yaml", "", 0);
    assert_int_equal(chmod("config.yaml", 0600), 0);
    assert_int_equal(open_config_without(RIGHTS, "config.yaml"), WP_CONFIG);
}

static void test_standard_input_that_fails(void **state)
{
    struct wp_input_file file;
    struct wp_error error;
    int saved = dup(STDIN_FILENO);
    int directory = open(".", O_RDONLY);

    (void)state;
    assert_true(saved >= 0 && dup2(directory, STDIN_FILENO) == STDIN_FILENO);
    enum wp_status status = wp_input_file_read_stdin(&file, &error);
    assert_int_equal(dup2(saved, STDIN_FILENO), STDIN_FILENO);
    assert_int_equal(status, WP_IO);
    assert_string_equal(error.message, "cannot read standard input: Is a directory");
    wp_input_file_close(&file);
    close(saved);
    close(directory);
}

/* Read standard input in a child process, and assert that it is `expected`. */
static void assert_stdin(const char *expected, size_t length)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(ends[0], STDIN_FILENO);
        close(ends[1]);
        struct wp_input_file file;
        struct wp_error error;
        bool same = wp_input_file_read_stdin(&file, &error) == WP_OK && file.size == length &&
                    (length == 0 || memcmp(file.bytes, expected, length) == 0);
        struct wp_input input = wp_input_file_input(&file);
        char last = 0;
        if (same && length > 0)
            same = input.read(input.context, length - 1, &last, 1, &error) == WP_OK &&
                   last == expected[length - 1] &&
                   input.read(input.context, length, &last, 1, &error) == WP_BUG;
        wp_input_file_close(&file);
        _exit(same ? 0 : 1);
    }
    close(ends[0]);
    size_t done = 0;
    while (done < length) {
        ssize_t count = write(ends[1], expected + done, length - done);
        assert_true(count > 0);
        done += (size_t)count;
    }
    close(ends[1]);
    int how;
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_int_equal(how, 0);
}

static void test_standard_input(void **state)
{
    (void)state;
    assert_stdin("", 0);
    assert_stdin(plan, sizeof plan - 1);

    static char large[300000]; /* larger than the first size of the buffer */
    for (size_t i = 0; i < sizeof large; i++)
        large[i] = (char)('a' + i % 25);
    assert_stdin(large, sizeof large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_configuration, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_ranges, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_shrinking, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_no_plan_files, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_no_descriptors, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_rights, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_standard_input_that_fails, scratch_begin, scratch_end),
        cmocka_unit_test(test_standard_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
