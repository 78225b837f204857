/* The path of the state directory, and files that are refused, limited or not writable. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>

#include "os/state_file.h"
#include "os/user.h"

#include "scratch_directory.h"

static struct passwd *user;
static struct wp_error error;

/* Replaces getpwuid(3). */
struct passwd *getpwuid(uid_t id)
{
    (void)id;
    return user;
}

/* Whether pread(2) fails. */
static bool pread_fails;
static size_t room = SIZE_MAX; /* number of bytes that still fit on the disk */

ssize_t pread(int fd, void *bytes, size_t length, off_t at)
{
    if (pread_fails) {
        errno = EIO;
        return -1;
    }
    return lseek(fd, at, SEEK_SET) < 0 ? -1 : read(fd, bytes, length);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at)
{
    if (room == 0) {
        errno = ENOSPC;
        return -1;
    }
    if (length > room)
        length = room;
    if (room != SIZE_MAX)
        room -= length;
    return lseek(fd, at, SEEK_SET) < 0 ? -1 : write(fd, bytes, length);
}

static void assert_home_path(bool found, const char *path)
{
    struct wp_buf buf = WP_BUF_INIT;

    assert_int_equal(wp_user_path(&buf, "XDG_STATE_HOME", ".local/state"), found);
    assert_string_equal(buf.data != NULL ? buf.data : "", path);
    wp_buf_free(&buf);
}

static void test_home_path(void **state)
{
    static char name[] = "ada";
    static char home[] = "/users/ada";
    static char relative[] = "users/ada";
    struct passwd ada = {.pw_name = name, .pw_dir = home};

    (void)state;
    setenv("HOME", "/home/ada", 1);
    setenv("XDG_STATE_HOME", "/state", 1);
    assert_home_path(true, "/state");
    setenv("XDG_STATE_HOME", "state", 1);
    assert_home_path(true, "/home/ada/.local/state");
    setenv("XDG_STATE_HOME", "", 1);
    assert_home_path(true, "/home/ada/.local/state");

    /* Without an absolute HOME, the home directory comes from the user database. */
    setenv("HOME", "home/ada", 1);
    user = &ada;
    assert_home_path(true, "/users/ada/.local/state");
    ada.pw_dir = relative;
    assert_home_path(false, "");
    user = NULL;
    assert_home_path(false, "");
    setenv("XDG_STATE_HOME", "state", 1);
    assert_home_path(false, "");
    setenv("XDG_STATE_HOME", "/state", 1);
    assert_home_path(true, "/state");
}

static void test_no_home(void **state)
{
    struct wp_state_file file;

    (void)state;
    user = NULL;
    unsetenv("HOME");
    setenv("XDG_STATE_HOME", "state", 1);
    assert_int_equal(wp_state_file_open(&file, "log", true, &error), WP_CONFIG);
    wp_state_file_close(&file);
    assert_int_equal(access("state", F_OK), -1);
}

static int begin(void **state)
{
    if (scratch_begin(state) != 0)
        return -1;
    return setenv("XDG_STATE_HOME", scratch, 1);
}

static void open_log(struct wp_state_file *file)
{
    if (wp_state_file_open(file, "log", true, &error) != WP_OK)
        fail_msg("%s", error.message);
}

static void assert_not_opened(enum wp_status status)
{
    struct wp_state_file file;

    assert_int_equal(wp_state_file_open(&file, "log", true, &error), status);
    wp_state_file_close(&file);
}

/* A file that is not regular is refused. */
static void test_what_is_opened(void **state)
{
    struct wp_state_file file;
    struct stat info;

    (void)state;
    assert_int_equal(wp_state_file_open(&file, "log", false, &error), WP_MISSING);
    wp_state_file_close(&file);
    assert_int_equal(access("weekplan", F_OK), -1);
    open_log(&file);
    wp_state_file_close(&file);
    assert_int_equal(stat("weekplan", &info), 0);
    assert_int_equal(info.st_mode & 07777, 0700);
    assert_int_equal(stat("weekplan/log", &info), 0);
    assert_int_equal(info.st_mode & 07777, 0600);

    assert_int_equal(unlink("weekplan/log"), 0);
    assert_int_equal(mkfifo("weekplan/log", 0600), 0);
    assert_not_opened(WP_CANNOT_CREATE);
    assert_int_equal(unlink("weekplan/log"), 0);
    scratch_write("canary", "x", 1);
    assert_int_equal(symlink("../canary", "weekplan/log"), 0);
    assert_not_opened(WP_CANNOT_CREATE);
    assert_int_equal(unlink("weekplan/log"), 0);
    assert_int_equal(mkdir("weekplan/log", 0700), 0);
    assert_not_opened(WP_CANNOT_CREATE);
    scratch_assert("canary", "x", 1);
}

static void assert_refused(const char *message)
{
    struct wp_state_file file;
    struct wp_buf expected = WP_BUF_INIT;

    wp_buf_printf(&expected, "%s/weekplan/log %s", scratch, message);
    assert_int_equal(wp_state_file_open(&file, "log", true, &error), WP_CANNOT_CREATE);
    assert_string_equal(error.message, expected.data);
    wp_state_file_close(&file);
    wp_buf_free(&expected);
}

/* A file with several hard links or for other users is read but not written. */
static void test_what_is_not_written(void **state)
{
    struct wp_state_file file;

    (void)state;
    open_log(&file);
    assert_int_equal(fcntl(file.fd, F_GETFL) & O_ACCMODE, O_RDWR);
    wp_state_file_close(&file);
    assert_int_equal(link("weekplan/log", "other"), 0);
    assert_refused("has other names (hard links)");
    assert_int_equal(wp_state_file_open(&file, "log", false, &error), WP_OK);
    assert_int_equal(fcntl(file.fd, F_GETFL) & O_ACCMODE, O_RDONLY);
    wp_state_file_close(&file);
    assert_int_equal(unlink("other"), 0);
    if (geteuid() != 0)
        return;
    assert_int_equal(chown("weekplan/log", 12345, 12345), 0);
    assert_refused("belongs to somebody else");
    assert_int_equal(wp_state_file_open(&file, "log", false, &error), WP_OK);
    wp_state_file_close(&file);
}

static void assert_reads(struct wp_state_file *file, size_t limit, const char *text)
{
    struct wp_buf bytes = WP_BUF_INIT;

    assert_int_equal(wp_state_file_read(file, limit, &bytes, &error), WP_OK);
    assert_int_equal(bytes.length, strlen(text));
    assert_string_equal(bytes.data != NULL ? bytes.data : "", text);
    wp_buf_free(&bytes);
}

/* A file that is longer than the limit is not read at all. */
static void test_limit(void **state)
{
    enum { LONG = 200000 }; /* so long that one read(2) does not read all */
    struct wp_state_file file;
    struct wp_buf text = WP_BUF_INIT;

    (void)state;
    open_log(&file);
    assert_reads(&file, 0, "");
    assert_int_equal(wp_state_file_write(&file, 0, wp_str("0123456789"), &error), WP_OK);
    assert_reads(&file, 10, "0123456789");
    assert_reads(&file, 9, "");
    assert_reads(&file, 0, "");
    wp_buf_repeat(&text, "0123456789", LONG / 10);
    assert_int_equal(wp_state_file_write(&file, 0, wp_buf_str(&text), &error), WP_OK);
    assert_reads(&file, LONG, text.data);
    assert_reads(&file, LONG - 1, "");
    wp_buf_free(&text);
    wp_state_file_close(&file);
}

/* Writing at an offset truncates the rest of the file. */
static void test_write(void **state)
{
    struct wp_state_file file;

    (void)state;
    open_log(&file);
    assert_int_equal(wp_state_file_write(&file, 0, wp_str("0123456789"), &error), WP_OK);
    assert_int_equal(wp_state_file_write(&file, 3, wp_str("x"), &error), WP_OK);
    scratch_assert("weekplan/log", "012x", 4);
    assert_int_equal(wp_state_file_write(&file, 4, wp_str("yz"), &error), WP_OK);
    scratch_assert("weekplan/log", "012xyz", 6);
    assert_int_equal(wp_state_file_write(&file, 2, wp_str(""), &error), WP_OK);
    scratch_assert("weekplan/log", "01", 2);
    wp_state_file_close(&file);
}

/* If a write does not fit on the disk, the file has none of its bytes afterwards. */
static void test_full_disk(void **state)
{
    struct wp_state_file file;

    (void)state;
    open_log(&file);
    assert_int_equal(wp_state_file_write(&file, 0, wp_str("01"), &error), WP_OK);
    room = 3;
    assert_int_equal(wp_state_file_write(&file, 2, wp_str("234567"), &error), WP_IO);
    scratch_assert("weekplan/log", "01", 2);
    room = 3;
    assert_int_equal(wp_state_file_replace(&file, wp_str("other"), &error), WP_IO);
    room = SIZE_MAX;
    scratch_assert("weekplan/log", "01", 2);
    assert_int_equal(unlink("weekplan/log"), 0);
    assert_int_equal(rmdir("weekplan"), 0); /* succeeds only if the directory is empty */
    wp_state_file_close(&file);
}

static void test_reading_that_fails(void **state)
{
    struct wp_state_file file;
    struct wp_buf bytes = WP_BUF_INIT;

    (void)state;
    open_log(&file);
    pread_fails = true;
    assert_int_equal(wp_state_file_read(&file, 100, &bytes, &error), WP_IO);
    pread_fails = false;
    wp_state_file_close(&file);
    wp_buf_free(&bytes);
}

static void test_replace(void **state)
{
    struct wp_state_file file;
    struct stat before;
    struct stat after;

    (void)state;
    open_log(&file);
    assert_int_equal(wp_state_file_write(&file, 0, wp_str("0123456789"), &error), WP_OK);
    assert_int_equal(stat("weekplan/log", &before), 0);
    assert_int_equal(wp_state_file_replace(&file, wp_str("new"), &error), WP_OK);
    scratch_assert("weekplan/log", "new", 3);
    assert_int_equal(stat("weekplan/log", &after), 0);
    assert_true(before.st_ino != after.st_ino);
    assert_int_equal(after.st_mode & 07777, 0600);
    /* after a replacement, the descriptor is that of the new file */
    assert_int_equal(wp_state_file_write(&file, 3, wp_str("er"), &error), WP_OK);
    scratch_assert("weekplan/log", "newer", 5);
    assert_reads(&file, 5, "newer");
    wp_state_file_close(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_home_path),
        cmocka_unit_test_setup_teardown(test_no_home, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_what_is_opened, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_what_is_not_written, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_limit, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_write, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_full_disk, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_reading_that_fails, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_replace, begin, scratch_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
