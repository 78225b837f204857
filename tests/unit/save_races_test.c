/* Other programs that save the plan by rename between two steps of a save. Nothing that
 * they saved is lost. */
#ifdef __linux__
#define _GNU_SOURCE /* for renameat2(2) */
#endif
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif

#include <weekplan/save.h>

#include "scratch_directory.h"

#ifdef __linux__

static const char old_plan[] = "week: 2019-08-04\ngoals:\n- one\n";
static const char same_size[] = "week: 2019-08-04\ngoals:\n- two\n";
static const char longer[] = "week: 2019-08-04\ngoals:\n- one\n- 2\n";
static const char another[] = "week: 2019-08-04\ngoals: [another]\n";

static struct wp_error error;

/* Functions that run once: before or after weekplan renames the plan, or before weekplan links a
 * file to the plan's name. */
static void (*before_rename)(void);
static void (*after_rename)(void);
static void (*before_link)(void);
static int fsync_reason;
static unsigned writes_until_failure;
static bool has_no_exchange;
static bool has_no_change_time; /* whether stat(2) reports no time of the last change (st_ctime) */
static unsigned fsyncs_until_failure;

static void happen(void (**what)(void))
{
    void (*happening)(void) = *what;

    *what = NULL;
    if (happening != NULL)
        happening();
}

int renameat2(int from, const char *old_name, int to, const char *new_name, unsigned flags)
{
    if (has_no_exchange && flags != 0) {
        errno = ENOSYS;
        return -1;
    }
    happen(&before_rename);
    int result = (int)syscall(SYS_renameat2, from, old_name, to, new_name, flags);
    int reason = errno;
    happen(&after_rename);
    errno = reason;
    return result;
}

int renameat(int from, const char *old_name, int to, const char *new_name)
{
    return renameat2(from, old_name, to, new_name, 0);
}

int linkat(int from, const char *old_name, int to, const char *new_name, int flags)
{
    if (strcmp(new_name, "plan.yaml") == 0)
        happen(&before_link);
    return (int)syscall(SYS_linkat, from, old_name, to, new_name, flags);
}

int fsync(int fd)
{
    if (fsyncs_until_failure > 0 && --fsyncs_until_failure == 0) {
        errno = fsync_reason;
        return -1;
    }
    return (int)syscall(SYS_fsync, fd);
}

ssize_t write(int fd, const void *bytes, size_t length)
{
    if (writes_until_failure > 0 && --writes_until_failure == 0) {
        errno = ENOSPC;
        return -1;
    }
    return (ssize_t)syscall(SYS_write, fd, bytes, length);
}

#ifdef SYS_newfstatat
int fstatat(int directory, const char *path, struct stat *info, int flags)
{
    int result = (int)syscall(SYS_newfstatat, directory, path, info, flags);

    if (has_no_change_time)
        info->st_ctim = (struct timespec){0, 0};
    return result;
}

int fstat(int fd, struct stat *info)
{
    return fstatat(fd, "", info, AT_EMPTY_PATH);
}
#endif

/* Replaces fcntl(2), so that there are no leases, as on a network file system. In this test one
 * process plays both programs, and would wait for its own lease. */
int fcntl(int fd, int command, ...)
{
    va_list arguments;

    va_start(arguments, command);
    long argument = va_arg(arguments, long);
    va_end(arguments);
    if (command == F_SETLEASE) {
        errno = EINVAL;
        return -1;
    }
    return (int)syscall(SYS_fcntl, fd, command, argument);
}

static int begin(void **state)
{
    if (scratch_begin(state) != 0)
        return -1;
    before_rename = after_rename = before_link = NULL;
    fsyncs_until_failure = writes_until_failure = 0;
    has_no_exchange = has_no_change_time = false;
    scratch_write("plan.yaml", old_plan, sizeof old_plan - 1);
    return 0;
}

static void assert_plan(const char *text)
{
    scratch_assert("plan.yaml", text, strlen(text));
}

/* Read the file into `bytes` of `size` bytes. */
static void read_file(int directory, const char *path, char *bytes, size_t size)
{
    int fd = openat(directory, path, O_RDONLY);
    ssize_t length = read(fd, bytes, size - 1);

    assert_true(fd >= 0 && length >= 0);
    bytes[length] = '\0';
    close(fd);
}

/* Return the number of files. If a file other than the plan has the text, store its
 * name in `name`. */
static unsigned files_with(const char *text, char name[256])
{
    DIR *listing = opendir(".");
    const struct dirent *found;
    unsigned count = 0;

    assert_non_null(listing);
    name[0] = '\0';
    while ((found = readdir(listing)) != NULL) {
        char bytes[256];

        if (strcmp(found->d_name, ".") == 0 || strcmp(found->d_name, "..") == 0)
            continue;
        count++;
        read_file(dirfd(listing), found->d_name, bytes, sizeof bytes);
        if (strcmp(found->d_name, "plan.yaml") != 0 && strcmp(bytes, text) == 0)
            snprintf(name, 256, "%s", found->d_name);
    }
    closedir(listing);
    return count;
}

static void assert_alone(void)
{
    char name[256];

    assert_int_equal(files_with("", name), 1);
}

/* Assert that a file beside the plan has the text, and that the message names this file. */
static void assert_beside(const char *text)
{
    char name[256];

    assert_int_equal(files_with(text, name), 2);
    assert_true(name[0] != '\0');
    assert_non_null(strstr(error.message, name));
}

static void write_same_size(void)
{
    scratch_write("plan.yaml", same_size, sizeof same_size - 1);
}

/* Write a longer text and restore the time of the file, as `cp --preserve` does. */
static void write_longer_at_the_same_time(void)
{
    struct stat info;

    assert_int_equal(stat("plan.yaml", &info), 0);
    struct timespec times[2] = {info.st_atim, info.st_mtim};
    scratch_write("plan.yaml", longer, sizeof longer - 1);
    assert_int_equal(utimensat(AT_FDCWD, "plan.yaml", times, 0), 0);
}

/* Write the plan and restore its bytes and times; only st_ctime differs. */
static void write_and_take_back(void)
{
    struct stat info;

    assert_int_equal(stat("plan.yaml", &info), 0);
    struct timespec times[2] = {info.st_atim, info.st_mtim};
    scratch_write("plan.yaml", same_size, sizeof same_size - 1);
    assert_int_equal(utimensat(AT_FDCWD, "plan.yaml", times, 0), 0);
}

static void put_another(void)
{
    scratch_write("swap", another, sizeof another - 1);
    assert_int_equal(rename("swap", "plan.yaml"), 0);
}

static struct wp_save *begin_save(void)
{
    struct wp_save *save;

    if (wp_save_begin(&save, "plan.yaml", &error) != WP_OK)
        fail_msg("%s", error.message);
    return save;
}

static enum wp_status append_after(void (*meanwhile)(void))
{
    struct wp_save *save = begin_save();
    happen(&meanwhile);
    struct wp_piece piece = {wp_save_input(save).size, 0, wp_str("- mine\n")};
    enum wp_status status = wp_save_commit(save, &(struct wp_patch){&piece, 1}, &error);

    wp_save_end(save);
    return status;
}

static enum wp_status append(void)
{
    return append_after(NULL);
}

static enum wp_status remove_plan(void (*meanwhile)(void))
{
    struct wp_save *save = begin_save();

    happen(&meanwhile);
    enum wp_status status = wp_save_remove(save, &error);
    wp_save_end(save);
    return status;
}

/* An edit just before the plan is replaced is found, even if only the size or only the time
 * differs. */
static void test_edits_at_the_exchange(void **state)
{
    (void)state;
    before_rename = write_same_size;
    assert_int_equal(append(), WP_BUSY);
    assert_plan(same_size);
    assert_alone();
    before_rename = write_longer_at_the_same_time;
    assert_int_equal(append(), WP_BUSY);
    assert_plan(longer);
    assert_alone();
}

/* One edit is saved just before the plan is replaced, another one just after. The first edit stays
 * in a file beside the plan. */
static void test_edits_on_both_sides(void **state)
{
    (void)state;
    before_rename = write_same_size;
    after_rename = put_another;
    assert_int_equal(append(), WP_IO);
    assert_plan(another);
    assert_beside(same_size);
}

/* If the directory cannot be synced, the save puts the old plan back, but not over an edit that was
 * saved meanwhile. */
static void test_edits_before_taking_back(void **state)
{
    (void)state;
    after_rename = put_another;
    fsyncs_until_failure = 2;
    fsync_reason = EIO;
    assert_int_equal(append(), WP_IO);
    assert_plan(another);
}

/* Systems without renameat2(2), and without st_ctime. */
static void test_edits_before_a_plain_rename(void **state)
{
    (void)state;
    has_no_exchange = has_no_change_time = true;
    assert_int_equal(append_after(write_same_size), WP_BUSY);
    assert_plan(same_size);
    assert_int_equal(append_after(write_longer_at_the_same_time), WP_BUSY);
    assert_plan(longer);
    assert_int_equal(append_after(put_another), WP_BUSY);
    assert_plan(another);
    assert_alone();
    assert_int_equal(append(), WP_OK);
    assert_alone();
}

/* The disk is full for a moment, and has space again for the next save. */
static void test_a_write_that_fails(void **state)
{
    enum { SIZE = 1 << 20 };
    char *bytes = malloc(SIZE);
    struct wp_piece pieces[] = {{0, 0, WP_STR("# first\n")}, {SIZE, 0, WP_STR("# last\n")}};

    (void)state;
    assert_non_null(bytes);
    memset(bytes, '#', SIZE);
    for (unsigned call = 1; call <= 2; call++) {
        scratch_write("plan.yaml", bytes, SIZE);
        struct wp_save *save = begin_save();
        writes_until_failure = call;
        assert_int_equal(wp_save_commit(save, &(struct wp_patch){pieces, 2}, &error), WP_IO);
        assert_int_equal(writes_until_failure, 0);
        wp_save_end(save);
        scratch_assert("plan.yaml", bytes, SIZE);
        assert_alone();
    }
    free(bytes);
}

/* A new directory is synced before the files in it. */
static void test_new_directories(void **state)
{
    struct wp_save *save;

    (void)state;
    fsync_reason = EIO;
    for (unsigned call = 1; call <= 2; call++) {
        fsyncs_until_failure = call;
        assert_int_equal(
            wp_save_begin(&save, call == 1 ? "a/b/plan.yaml" : "c/d/plan.yaml", &error),
            WP_CANNOT_CREATE);
        assert_int_equal(fsyncs_until_failure, 0);
    }
    fsync_reason = EINVAL;
    fsyncs_until_failure = 1;
    assert_int_equal(wp_save_begin(&save, "e/f/plan.yaml", &error), WP_OK);
    wp_save_end(save);
}

static void test_directories_without_sync(void **state)
{
    (void)state;
    fsyncs_until_failure = 2;
    fsync_reason = EINVAL;
    assert_int_equal(append(), WP_OK);
    assert_int_equal(fsyncs_until_failure, 0);
    assert_plan("week: 2019-08-04\ngoals:\n- one\n- mine\n");
    fsyncs_until_failure = 1; /* the second sync, that of the directory, fails */
    assert_int_equal(append(), WP_IO);
    assert_plan("week: 2019-08-04\ngoals:\n- one\n- mine\n");
}

static void test_removal(void **state)
{
    char name[256];

    (void)state;
    assert_int_equal(remove_plan(NULL), WP_OK);
    assert_int_equal(files_with("", name), 0);

    scratch_write("plan.yaml", old_plan, sizeof old_plan - 1);
    fsyncs_until_failure = 1;
    fsync_reason = EIO;
    assert_int_equal(remove_plan(NULL), WP_IO);
    assert_string_equal(
        error.message,
        "plan.yaml is removed, but may come back after a power failure: Input/output error");
    assert_int_equal(files_with("", name), 0);
}

/* A plan that was edited in the meantime is not removed. */
static void test_removal_of_an_edited_plan(void **state)
{
    static void (*const edits[])(void) = {write_same_size, write_longer_at_the_same_time,
                                          put_another};
    static const char *const texts[] = {same_size, longer, another};

    (void)state;
    assert_int_equal(remove_plan(write_and_take_back), WP_BUSY);
    assert_plan(same_size);
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
        scratch_write("plan.yaml", old_plan, sizeof old_plan - 1);
        assert_int_equal(remove_plan(edits[i]), WP_BUSY);
        assert_plan(texts[i]);
        assert_alone();
        scratch_write("plan.yaml", old_plan, sizeof old_plan - 1);
        before_rename = edits[i];
        assert_int_equal(remove_plan(NULL), WP_BUSY);
        assert_plan(texts[i]);
        assert_alone();
    }
}

/* If an edit cannot be put back under the name of the plan, it stays in another file. */
static void test_removal_between_edits(void **state)
{
    char name[256];

    (void)state;
    before_rename = write_same_size;
    before_link = put_another;
    assert_int_not_equal(remove_plan(NULL), WP_OK);
    assert_plan(another);
    assert_int_equal(files_with(same_size, name), 2);
    assert_true(name[0] != '\0');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_edits_at_the_exchange, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_edits_on_both_sides, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_edits_before_taking_back, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_edits_before_a_plain_rename, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_a_write_that_fails, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_new_directories, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_directories_without_sync, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_removal, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_removal_of_an_edited_plan, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_removal_between_edits, begin, scratch_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

int main(void)
{
    return 77; /* skipped: this test replaces renameat2(2), which only Linux has */
}

#endif
