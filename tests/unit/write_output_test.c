/* Writing to descriptors that fail, block or are closed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "os/write_output.h"

/* The errors of the next calls of write(2). */
static const int *failures;
static size_t failures_left;

ssize_t write(int fd, const void *bytes, size_t length)
{
    struct iovec part = {(void *)bytes, length};

    if (failures_left > 0) {
        failures_left--;
        errno = *failures++;
        return -1;
    }
    return writev(fd, &part, 1);
}

/* SIGXFSZ is ignored, so that write(2) fails with EFBIG. */
static void a_file_that_is_too_large_is_an_error(void **state)
{
    int how;

    (void)state;
    pid_t child = fork();
    assert_int_not_equal(child, -1);
    if (child == 0) {
        char path[] = "/tmp/weekplan-test-XXXXXX";
        struct rlimit size = {2, 2};
        int fd = mkstemp(path);

        (void)unlink(path);
        (void)signal(SIGXFSZ, SIG_DFL);
        wp_write_output_prepare();
        (void)setrlimit(RLIMIT_FSIZE, &size);
        _exit(fd >= 0 && !wp_write_output(fd, wp_str("xyz")) && errno == EFBIG ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_int_equal(how, 0);
}

static void a_reader_that_went_away_is_an_error(void **state)
{
    int ends[2];

    (void)state;
    wp_write_output_prepare();
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(close(ends[0]), 0);
    assert_false(wp_write_output(ends[1], wp_str("x")));
    assert_int_equal(errno, EPIPE);
    assert_true(wp_write_output(ends[1], wp_str("")));
    assert_int_equal(close(ends[1]), 0);
}

static void a_full_device_is_an_error(void **state)
{
    (void)state;
    int full = open("/dev/full", O_WRONLY);
    if (full == -1)
        skip();
    assert_false(wp_write_output(full, wp_str("x")));
    assert_int_equal(errno, ENOSPC);
    assert_int_equal(close(full), 0);
}

/* Read all bytes of a descriptor, assert that each is 'x', and return their number. */
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

/* More bytes than a pipe holds are written in parts. */
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
        _exit(wp_write_output(ends[1], (struct wp_str){bytes, sizeof bytes}) ? 0 : 1);
    }
    assert_int_equal(close(ends[1]), 0);
    assert_int_equal(drain(ends[0]), sizeof bytes);
    assert_int_equal(close(ends[0]), 0);
    assert_int_equal(waitpid(writer, &exit_status, 0), writer);
    assert_int_equal(exit_status, 0);
}

/* A signal interrupts poll(2), and another one write(2). */
static void interrupts_are_no_errors(void **state)
{
    static const int before[] = {EINTR, EAGAIN, EINTR};
    int ends[2];
    char byte;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    failures = before;
    failures_left = sizeof before / sizeof before[0];
    assert_true(wp_write_output(ends[1], wp_str("x")));
    assert_int_equal(failures_left, 0);
    assert_int_equal(read(ends[0], &byte, 1), 1);
    assert_int_equal(close(ends[0]), 0);
    assert_int_equal(close(ends[1]), 0);
}

/* If standard output is closed, a file that is opened later does not get its number. */
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
        wp_write_output_prepare();
        bool taken = open("/dev/null", O_WRONLY) > STDERR_FILENO;
        bool failed = !wp_write_output(STDOUT_FILENO, wp_str("x")) && errno == EBADF &&
                      !wp_write_output(STDERR_FILENO, wp_str("x")) && errno == EBADF;
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
        cmocka_unit_test(interrupts_are_no_errors),
        cmocka_unit_test(a_file_that_is_too_large_is_an_error),
        cmocka_unit_test(a_closed_descriptor_stays_useless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
