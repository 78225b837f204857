/* Another user plants a link or a file beside the plan while it is saved. It is neither
 * followed nor written to. */
#ifdef __linux__
#define _GNU_SOURCE /* for syscall(2) */
#endif
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <sys/file.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif

#include "os/state_file.h"
#include <weekplan/save.h>

#include "scratch_directory.h"

#ifdef __linux__

static const char old_plan[] = "week: 2019-08-04\ngoals:\n- one\n";
static const char new_plan[] = "week: 2019-08-04\ngoals:\n- one\n- two\n";
static const char secret[] = "week: 2019-08-04\ngoals: [Somebody else's]\n";

static struct wp_error error;

/* Runs when the directory is locked: after the path was resolved, and before the file is opened. */
static void (*before_lock)(void);
/* Called before a file is created, with its path. May plant a file there; returns whether it
 * did. */
static bool (*plant)(const char *path);
static unsigned planted;

int flock(int fd, int operation)
{
    void (*happening)(void) = before_lock;

    before_lock = NULL;
    if (happening != NULL)
        happening();
    return (int)syscall(SYS_flock, fd, operation);
}

int openat(int directory, const char *path, int flags, ...)
{
    mode_t mode = 0;

    if ((flags & O_CREAT) != 0) {
        va_list arguments;

        va_start(arguments, flags);
        mode = va_arg(arguments, mode_t);
        va_end(arguments);
        if (plant != NULL && strstr(path, ".weekplan-") != NULL && plant(path))
            planted++;
    }
    return (int)syscall(SYS_openat, directory, path, flags, mode);
}

static bool plant_link(const char *path)
{
    return planted < 3 && symlink("canary", path) == 0;
}

static bool plant_dangling_link(const char *path)
{
    return planted < 3 && symlink("nowhere", path) == 0;
}

static bool plant_file(const char *path)
{
    return planted < 3 && link("canary", path) == 0;
}

static bool plant_always(const char *path)
{
    return symlink("canary", path) == 0;
}

static enum wp_status append_two(void)
{
    struct wp_save *save;
    enum wp_status status = wp_save_begin(&save, "plan.yaml", &error);

    if (status == WP_OK) {
        struct wp_piece piece = {wp_save_input(save).size, 0, wp_str("- two\n")};

        status = wp_save_commit(save, &(struct wp_patch){&piece, 1}, &error);
    }
    wp_save_end(save);
    return status;
}

static void assert_written_beside(bool (*what)(const char *path))
{
    scratch_write("plan.yaml", old_plan, sizeof old_plan - 1);
    scratch_write("canary", secret, sizeof secret - 1);
    planted = 0;
    plant = what;
    assert_int_equal(append_two(), WP_OK);
    plant = NULL;
    assert_int_equal(planted, 3);
    scratch_assert("plan.yaml", new_plan, sizeof new_plan - 1);
    scratch_assert("canary", secret, sizeof secret - 1);
    assert_int_equal(access("nowhere", F_OK), -1);
}

/* The attacker may know the name of the temporary file. */
static void test_temporary_files(void **state)
{
    (void)state;
    assert_written_beside(plant_link);
    assert_written_beside(plant_dangling_link);
    assert_written_beside(plant_file);

    scratch_write("plan.yaml", old_plan, sizeof old_plan - 1);
    plant = plant_always;
    assert_int_equal(append_two(), WP_CANNOT_CREATE);
    plant = NULL;
    assert_in_range(planted, 10, 10000);
    scratch_assert("plan.yaml", old_plan, sizeof old_plan - 1);
    scratch_assert("canary", secret, sizeof secret - 1);
}

/* Count a temporary file, and check that its name has only whole characters: the plan's name is
 * long and has three-byte characters. Return false: no file is planted. */
static bool look_at_name(const char *path)
{
    const char *end = strstr(path, ".weekplan-");

    assert_int_equal((end - path) % 3, 1); /* after a dot, only whole characters of three bytes */
    planted++;
    return false;
}

static void test_names_of_temporary_files(void **state)
{
    char name[256];
    struct wp_save *save;

    (void)state;
    for (size_t i = 0; i < 255; i += 3)
        memcpy(name + i, "\xe2\x82\xac", 3);
    name[255] = '\0';
    planted = 0;
    plant = look_at_name;
    assert_int_equal(wp_save_begin(&save, name, &error), WP_OK);
    assert_int_equal(wp_save_commit(save, &(struct wp_patch){NULL, 0}, &error), WP_OK);
    wp_save_end(save);
    plant = NULL;
    assert_int_equal(planted, 1);
}

static void test_temporary_state(void **state)
{
    struct wp_state_file file;

    (void)state;
    assert_int_equal(setenv("XDG_STATE_HOME", scratch, 1), 0);
    assert_int_equal(wp_state_file_open(&file, "log", true, &error), WP_OK);
    assert_int_equal(chdir("weekplan"), 0);
    scratch_write("canary", secret, sizeof secret - 1);
    planted = 0;
    plant = plant_link;
    assert_int_equal(wp_state_file_replace(&file, wp_str("new"), &error), WP_OK);
    plant = NULL;
    assert_int_equal(planted, 3);
    scratch_assert("log", "new", 3);
    scratch_assert("canary", secret, sizeof secret - 1);
    wp_state_file_close(&file);
}

static void become_a_link(void)
{
    scratch_write("other.yaml", secret, sizeof secret - 1);
    assert_int_equal(unlink("plan.yaml"), 0);
    assert_int_equal(symlink("other.yaml", "plan.yaml"), 0);
}

/* The lock is on the directory that was resolved first, not on that of the new link. */
static void test_plan_becomes_a_link(void **state)
{
    struct wp_save *save;

    (void)state;
    scratch_write("plan.yaml", old_plan, sizeof old_plan - 1);
    before_lock = become_a_link;
    assert_int_equal(wp_save_begin(&save, "plan.yaml", &error), WP_BUSY);
    assert_string_equal(error.message, "plan.yaml has just become a link (try again)");
    assert_null(save);
    assert_null(before_lock);
    scratch_assert("other.yaml", secret, sizeof secret - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_temporary_files, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_names_of_temporary_files, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_temporary_state, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_plan_becomes_a_link, scratch_begin, scratch_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

int main(void)
{
    return 77; /* skipped: only Linux makes these calls in a way that this test can replace */
}

#endif
