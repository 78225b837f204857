/* Owner, mode and attributes of a file that is replaced: which are copied, and which
 * prevent the replacement. */
#ifdef __linux__
#define _GNU_SOURCE /* for syscall(2) */
#endif
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#ifdef __linux__
#include <sys/syscall.h>
#include <sys/xattr.h>
#endif

#include "os/file_attributes.h"

#include "scratch_directory.h"

#ifdef __linux__

static struct wp_error error;

/* Replaced system calls. Each fails with the error in its variable, if not 0. */
static int chmod_reason;
static int list_reason;
static int set_reason;
static int remove_reason;

static bool fails(int reason)
{
    errno = reason;
    return reason != 0;
}

int fchmod(int fd, mode_t mode)
{
    return fails(chmod_reason) ? -1 : (int)syscall(SYS_fchmod, fd, mode);
}

ssize_t flistxattr(int fd, char *names, size_t size)
{
    return fails(list_reason) ? -1 : (ssize_t)syscall(SYS_flistxattr, fd, names, size);
}

int fsetxattr(int fd, const char *name, const void *value, size_t size, int flags)
{
    return fails(set_reason) ? -1 : (int)syscall(SYS_fsetxattr, fd, name, value, size, flags);
}

int fremovexattr(int fd, const char *name)
{
    return fails(remove_reason) ? -1 : (int)syscall(SYS_fremovexattr, fd, name);
}

static int from;
static int to;

static int begin(void **state)
{
    if (scratch_begin(state) != 0)
        return -1;
    chmod_reason = list_reason = set_reason = remove_reason = 0;
    from = open("old", O_RDWR | O_CREAT, 0640);
    to = open("new", O_RDWR | O_CREAT, 0600);
    return from >= 0 && to >= 0 ? 0 : -1;
}

static int end(void **state)
{
    close(from);
    close(to);
    return scratch_end(state);
}

static enum wp_status keep(void)
{
    struct stat info;

    assert_int_equal(fstat(from, &info), 0);
    return wp_file_attributes_copy(from, &info, to, "plan.yaml", &error);
}

/* The value of an attribute is copied, also if the new file already has the attribute. */
static void test_values(void **state)
{
    char value[8] = "";

    (void)state;
    if (fsetxattr(from, "user.a", "kept", 4, 0) != 0)
        skip();
    assert_int_equal(fsetxattr(to, "user.a", "mine", 4, 0), 0);
    assert_int_equal(fsetxattr(from, "user.b", "", 0, 0), 0);
    assert_int_equal(keep(), WP_OK);
    assert_int_equal(fgetxattr(to, "user.a", value, sizeof value), 4);
    assert_memory_equal(value, "kept", 4);
    assert_int_equal(fgetxattr(to, "user.b", value, sizeof value), 0);

    /* An attribute that the new file already has is not set, because setting may be
     * forbidden. */
    set_reason = EPERM;
    assert_int_equal(keep(), WP_OK);
    assert_int_equal(syscall(SYS_fsetxattr, from, "user.a", "other", 5, 0), 0);
    assert_int_equal(keep(), WP_CANNOT_CREATE);
    assert_string_equal(error.message, "cannot keep user.a of plan.yaml: Operation not permitted "
                                       "(nothing is changed; use a copy of it)");
}

static void test_mode(void **state)
{
    struct stat info;

    (void)state;
    assert_int_equal(keep(), WP_OK);
    assert_int_equal(fstat(to, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0640);
    chmod_reason = EPERM;
    assert_int_equal(keep(), WP_CANNOT_CREATE);
}

/* A file system without extended attributes (ENOTSUP) is accepted. After another error
 * the file may have attributes, so it is not replaced. */
static void test_lists(void **state)
{
    (void)state;
    list_reason = ENOTSUP;
    assert_int_equal(keep(), WP_OK);
    list_reason = EIO;
    assert_int_equal(keep(), WP_CANNOT_CREATE);
    list_reason = 0;
    remove_reason = ENOTSUP;
    assert_int_equal(keep(), WP_OK);
    remove_reason = ENODATA;
    assert_int_equal(keep(), WP_OK);
    /* A new file may inherit an access list that lets others read it. If this list cannot be
     * removed, the save fails. */
    remove_reason = EPERM;
    assert_int_equal(keep(), WP_CANNOT_CREATE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_values, begin, end),
        cmocka_unit_test_setup_teardown(test_mode, begin, end),
        cmocka_unit_test_setup_teardown(test_lists, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

int main(void)
{
    return 77; /* skipped: other systems have only a mode */
}

#endif
