/* Replacing a whole file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "os/replace_file.h"

#include "scratch_directory.h"

static void replace(const char *path, const char *bytes)
{
    struct wp_error error = {0};

    assert_int_equal(wp_replace_file(path, wp_str(bytes), &error), WP_OK);
}

static mode_t mode_of(const char *path)
{
    struct stat info;

    assert_int_equal(stat(path, &info), 0);
    return info.st_mode & 07777;
}

static void test_old_file(void **state)
{
    (void)state;
    scratch_write("file", "old\n", 4);
    assert_int_equal(chmod("file", 0640), 0);
    assert_int_equal(symlink("file", "link"), 0);
    replace("link", "new\n");
    scratch_assert("file", "new\n", 4);
    assert_int_equal(mode_of("file"), 0640);
    replace("file", "");
    scratch_assert("file", "", 0);
    assert_int_equal(unlink("link"), 0);
    assert_int_equal(unlink("file"), 0);
    assert_int_equal(rmdir(scratch), 0); /* no other file is left */
    assert_int_equal(mkdir(scratch, 0755), 0);
}

static void test_new_file(void **state)
{
    mode_t mask = umask(027);

    (void)state;
    replace("file", "new\n");
    (void)umask(mask);
    scratch_assert("file", "new\n", 4);
    assert_int_equal(mode_of("file"), 0640);
}

static void test_errors(void **state)
{
    struct wp_error error = {0};

    (void)state;
    assert_int_equal(wp_replace_file("", wp_str("new"), &error), WP_MISSING);
    assert_int_equal(symlink("loop", "loop"), 0);
    assert_int_equal(wp_replace_file("loop", wp_str("new"), &error), WP_MISSING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_old_file, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_new_file, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_errors, scratch_begin, scratch_end),
    };
    return cmocka_run_group_tests_name("replace_file", tests, NULL, NULL);
}
