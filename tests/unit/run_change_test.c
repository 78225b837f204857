/* Commands that change a plan while an editor saves it, or while a system call fails. */
#ifdef __linux__
#define _GNU_SOURCE /* for renameat2(2) */
#endif
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <limits.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif

#include "cmd/commands.h"
#include "cmd/context.h"
#include "edit/undo_log.h"

#include "scratch_directory.h"

#ifdef __linux__

static const char old_plan[] = "week: 2019-08-04\ngoals:\n- One\n- Two\n";

static struct wp_error error;

/* Number of times that an editor saves the plan, each time before weekplan calls rename(2). */
static unsigned edits;
static int rename_reason; /* if not 0, rename(2) of the plan fails with this error */
static bool state_is_full;
static const char *said; /* text that must be in the notes on standard error of the next run */

/* Save the plan as an editor does that writes a new file and renames it. (An editor
 * that writes into the file waits for the lease, which would block this test.) */
static void edit_plan(void)
{
    char bytes[256];
    FILE *file = fopen("plan.yaml", "r");
    size_t length;

    assert_non_null(file);
    length = fread(bytes, 1, sizeof bytes - 9, file);
    assert_int_equal(fclose(file), 0);
    memcpy(bytes + length, "- Edited\n", 9);
    scratch_write("swap", bytes, length + 9);
    assert_int_equal(rename("swap", "plan.yaml"), 0);
    edits--;
}

/* Whether plan.yaml has the change of the command: the word "Mine". */
static bool has_come(void)
{
    char bytes[256] = "";
    FILE *file = fopen("plan.yaml", "r");

    assert_non_null(file);
    assert_true(fread(bytes, 1, sizeof bytes - 1, file) > 0);
    assert_int_equal(fclose(file), 0);
    return strstr(bytes, "Mine") != NULL;
}

int renameat2(int from, const char *old_name, int to, const char *new_name, unsigned flags)
{
    if (strcmp(new_name, "plan.yaml") == 0 && rename_reason != 0) {
        errno = rename_reason;
        return -1;
    }
    if (strcmp(new_name, "plan.yaml") == 0 && edits > 0 && !has_come())
        edit_plan();
    return (int)syscall(SYS_renameat2, from, old_name, to, new_name, flags);
}

/* Replaces pwrite(2), which weekplan uses only for the undo log. */
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at)
{
    if (state_is_full) {
        errno = ENOSPC;
        return -1;
    }
    return lseek(fd, at, SEEK_SET) < 0 ? -1 : write(fd, bytes, length);
}

static int begin(void **state)
{
    if (scratch_begin(state) != 0)
        return -1;
    scratch_write("plan.yaml", old_plan, sizeof old_plan - 1);
    edits = 0;
    rename_reason = 0;
    state_is_full = false;
    said = NULL;
    return setenv("XDG_STATE_HOME", scratch, 1) != 0 || setenv("HOME", "/nowhere", 1) != 0 ||
                   setenv("LC_ALL", "C.UTF-8", 1) != 0 || setenv("NO_COLOR", "1", 1) != 0 ||
                   unsetenv("XDG_CONFIG_HOME") != 0 ||
                   setenv("WEEKPLAN_TODAY", "2019-08-06", 1) != 0
               ? -1
               : 0;
}

/* Run `weekplan -f plan.yaml COMMAND WORD`, and assert its output. */
static enum wp_status run(const char *command, const char *word, const char *out)
{
    const char *const argv[] = {"weekplan", "-f", "plan.yaml", command, word, NULL};
    struct wp_context context;
    enum wp_status status =
        wp_context_init(&context, wp_commands, word != NULL ? 5 : 4, (char *const *)argv, &error);

    assert_int_equal(status, WP_OK);
    status = context.command->run(&context, &error);
    if (out != NULL)
        assert_string_equal(context.out.data != NULL ? context.out.data : "", out);
    if (said != NULL)
        assert_non_null(strstr(context.err.data, said));
    said = NULL;
    if (status != WP_OK)
        assert_true(context.out.length == 0 && context.err.length == 0);
    wp_context_free(&context);
    return status;
}

static void assert_plan(const char *text)
{
    scratch_assert("plan.yaml", text, strlen(text));
}

/* If an editor saves before weekplan does, the change is made again to the new plan, and its result
 * is printed once. If this happens again and again, the command fails with WP_BUSY. */
static void test_editor_meanwhile(void **state)
{
    (void)state;
    edits = 4;
    assert_int_equal(run("add", "Mine", "○ 7 Mine   week 0%\n"), WP_OK);
    assert_int_equal(edits, 0);
    assert_plan("week: 2019-08-04\ngoals:\n- One\n- Two\n- Edited\n- Edited\n- Edited\n- Edited\n"
                "- Mine\n");

    scratch_write("plan.yaml", old_plan, sizeof old_plan - 1);
    edits = UINT_MAX;
    assert_int_equal(run("add", "Mine", ""), WP_BUSY);
    assert_false(has_come());
    assert_true(edits < UINT_MAX - 4);
}

/* A change that fails adds no undo step, so an earlier undo can still be redone. */
static void test_failed_change_and_redo(void **state)
{
    (void)state;
    assert_int_equal(run("add", "Three", NULL), WP_OK);
    assert_int_equal(run("undo", NULL, NULL), WP_OK);
    assert_plan(old_plan);
    rename_reason = EIO;
    assert_int_equal(run("add", "Four", ""), WP_IO);
    assert_plan(old_plan);
    assert_int_equal(run("redo", NULL, ""), WP_IO);
    assert_int_equal(run("redo", NULL, ""), WP_IO);
    rename_reason = 0;
    assert_int_equal(run("redo", NULL, NULL), WP_OK);
    assert_plan("week: 2019-08-04\ngoals:\n- One\n- Two\n- Three\n");
    assert_int_equal(run("redo", NULL, "nothing to redo\n"), WP_OK);

    /* An undo that fails does not change the undo log. */
    rename_reason = EIO;
    assert_int_equal(run("undo", NULL, ""), WP_IO);
    rename_reason = 0;
    assert_int_equal(run("undo", NULL, NULL), WP_OK);
    assert_plan(old_plan);
    assert_int_equal(run("undo", NULL, "nothing to undo\n"), WP_OK);
}

/* Open the undo log for appending, and return its descriptor. All tests in this file use one plan,
 * so there is one log. */
static int open_log(void)
{
    DIR *listing = opendir("weekplan");
    const struct dirent *found;
    int fd = -1;

    assert_non_null(listing);
    while ((found = readdir(listing)) != NULL)
        if (strncmp(found->d_name, "undo-", 5) == 0)
            fd = openat(dirfd(listing), found->d_name, O_WRONLY | O_APPEND);
    closedir(listing);
    assert_true(fd >= 0);
    return fd;
}

static off_t log_size(void)
{
    struct stat info;
    int fd = open_log();

    assert_int_equal(fstat(fd, &info), 0);
    close(fd);
    return info.st_size;
}

static void append_to_log(struct wp_str bytes)
{
    int fd = open_log();

    assert_int_equal(write(fd, bytes.data, bytes.length), bytes.length);
    close(fd);
}

/* The name of an undo step is taken from the output of its command: the item, with a long title
 * shortened. */
static void test_names_of_steps(void **state)
{
    char title[600];
    off_t sizes[3];

    (void)state;
    edits = 2;
    assert_int_equal(run("add", "Mine", NULL), WP_OK);
    assert_int_equal(run("undo", NULL, "undid: add 5 Mine\nweek 0%\n"), WP_OK);

    memset(title, 'x', sizeof title);
    for (size_t i = 0; i < 3; i++) {
        char above[] = {'A', (char)('0' + i), '\0'};
        off_t before;

        /* The step also has the line above the new title, so make that line short. */
        assert_int_equal(run("add", above, NULL), WP_OK);
        before = log_size();
        title[300 + 100 * i] = '\0';
        assert_int_equal(run("add", title, NULL), WP_OK);
        sizes[i] = log_size() - before;
        title[300 + 100 * i] = 'x';
    }
    /* The log has each new title only once, in the bytes that the step inserts. So a title that is
     * longer by 100 bytes makes the log longer by 100 bytes. */
    assert_int_equal(sizes[1] - sizes[0], 100);
    assert_int_equal(sizes[2] - sizes[1], 100);
    assert_int_equal(run("undo", NULL,
                         "undid: add 10 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…\n"
                         "week 0%\n"),
                     WP_OK);

    /* Control characters of a title are not in the output of undo. */
    assert_int_equal(run("add", "A\x1b[2J", NULL), WP_OK);
    assert_int_equal(run("undo", NULL, "undid: add 10 A\xef\xbf\xbd[2J\nweek 0%\n"), WP_OK);
}

/* The log records after each undo and redo how many steps are done (a position). A log with many
 * positions is rewritten, with the same steps. */
static void test_long_log(void **state)
{
    struct wp_buf marks = WP_BUF_INIT;

    (void)state;
    assert_int_equal(run("add", "Three", NULL), WP_OK);
    assert_int_equal(run("add", "Four", NULL), WP_OK);
    assert_int_equal(run("undo", NULL, NULL), WP_OK);
    off_t before = log_size();
    for (unsigned i = 0; i < 2 * WP_UNDO_LOG_STEPS_MAX; i++)
        wp_undo_log_put_position(&marks, 1);
    append_to_log(wp_buf_str(&marks));
    assert_int_equal(log_size(), before + (off_t)marks.length);
    assert_int_equal(run("redo", NULL, NULL), WP_OK);
    assert_in_range(log_size(), before, before + 100);
    assert_int_equal(run("undo", NULL, NULL), WP_OK);
    assert_int_equal(run("undo", NULL, NULL), WP_OK);
    assert_plan(old_plan);
    assert_int_equal(run("redo", NULL, NULL), WP_OK);
    assert_plan("week: 2019-08-04\ngoals:\n- One\n- Two\n- Three\n");
    wp_buf_free(&marks);
}

/* If the undo log cannot be written, the change is made, with a note that it cannot be
 * undone. */
static void test_steps_that_are_lost(void **state)
{
    (void)state;
    assert_int_equal(run("add", "Three", NULL), WP_OK);
    state_is_full = true;
    said = "this change cannot be redone";
    assert_int_equal(run("undo", NULL, NULL), WP_OK);
    assert_plan(old_plan);
    said = "this change cannot be undone";
    assert_int_equal(run("add", "Four", NULL), WP_OK);
    assert_plan("week: 2019-08-04\ngoals:\n- One\n- Two\n- Four\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_editor_meanwhile, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_failed_change_and_redo, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_names_of_steps, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_steps_that_are_lost, begin, scratch_end),
        cmocka_unit_test_setup_teardown(test_long_log, begin, scratch_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

int main(void)
{
    return 77; /* skipped: this test replaces renameat2(2), which only Linux has */
}

#endif
