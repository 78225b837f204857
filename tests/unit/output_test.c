/* Writing to descriptors that fail, block or are closed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sys/output.h"

static void a_reader_that_went_away_is_an_error(void **state)
{
    int ends[2];

    (void)state;
    wp_output_prepare();
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(close(ends[0]), 0);
    assert_false(wp_output_write(ends[1], wp_str("x")));
    assert_int_equal(errno, EPIPE);
    assert_true(wp_output_write(ends[1], wp_str("")));
    assert_int_equal(close(ends[1]), 0);
}

static void a_full_device_is_an_error(void **state)
{
    (void)state;
    int full = open("/dev/full", O_WRONLY);
    if (full == -1)
        skip();
    assert_false(wp_output_write(full, wp_str("x")));
    assert_int_equal(errno, ENOSPC);
    assert_int_equal(close(full), 0);
}

/* How many bytes come out of a descriptor; each of them has to be an 'x'. */
static size_t drain(int fd)
{
    char bytes[4096];
    size_t total = 0;
    ssize_t length;

    while ((length = read(fd, bytes, sizeof bytes)) > 0) {
        for (ssize_t i = 0; i < length; i++)
            assert_int_equal(bytes[i], 'x');
        total += (size_t)length;
    }
    assert_int_equal(length, 0);
    return total;
}

/* More than a pipe holds goes out in pieces, with waits between them. */
static void a_slow_reader_is_waited_for(void **state)
{
    static char bytes[300000];
    int ends[2];
    int exit_status;

    (void)state;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = 'x';
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);

    pid_t writer = fork();
    assert_int_not_equal(writer, -1);
    if (writer == 0) {
        (void)close(ends[0]);
        _exit(wp_output_write(ends[1], (struct wp_str){bytes, sizeof bytes}) ? 0 : 1);
    }
    assert_int_equal(close(ends[1]), 0);
    assert_int_equal(drain(ends[0]), sizeof bytes);
    assert_int_equal(close(ends[0]), 0);
    assert_int_equal(waitpid(writer, &exit_status, 0), writer);
    assert_int_equal(exit_status, 0);
}

/* A file that is opened later must not get the number of standard output. */
static void a_closed_descriptor_stays_useless(void **state)
{
    int exit_status;

    (void)state;
    pid_t child = fork();
    assert_int_not_equal(child, -1);
    if (child == 0) {
        (void)close(STDIN_FILENO);
        (void)close(STDOUT_FILENO);
        (void)close(STDERR_FILENO);
        wp_output_prepare();
        bool taken = open("/dev/null", O_WRONLY) > STDERR_FILENO;
        bool failed = !wp_output_write(STDOUT_FILENO, wp_str("x")) && errno == EBADF &&
                      !wp_output_write(STDERR_FILENO, wp_str("x")) && errno == EBADF;
        _exit(taken && failed ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &exit_status, 0), child);
    assert_int_equal(exit_status, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reader_that_went_away_is_an_error),
        cmocka_unit_test(a_full_device_is_an_error),
        cmocka_unit_test(a_slow_reader_is_waited_for),
        cmocka_unit_test(a_closed_descriptor_stays_useless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
