/* Changes of a plan that somebody else changes meanwhile, or that cannot be saved. */
#ifdef __linux__
#define _GNU_SOURCE /* renameat2 */
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

/* The system's call, before which an editor saves the plan so many times, or that
 * fails. Only the plan's own files count, not those of the log. */
static unsigned edits;
static int rename_reason;
static bool state_is_full;
static const char *said; /* what the next run says among its remarks */

/* As an editor does that saves by renaming: one that writes into the file waits for
 * us, and we are the one that writes. */
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

/* Whether the change is in the plan, to be taken back. */
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

/* Only the log is written at a place. */
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

/* weekplan -f plan.yaml COMMAND WORD, and what it has to say. */
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

/* The change is made again to what is there now, and answered for once; where that does
 * not end, it is for whoever asked to try again. */
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

/* A change that is not made is no step: what was undone before it can be redone. */
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

    /* Nor does an undo that fails count. */
    rename_reason = EIO;
    assert_int_equal(run("undo", NULL, ""), WP_IO);
    rename_reason = 0;
    assert_int_equal(run("undo", NULL, NULL), WP_OK);
    assert_plan(old_plan);
    assert_int_equal(run("undo", NULL, "nothing to undo\n"), WP_OK);
}

/* The log of the only plan. */
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

/* The step is named by what was answered for, once, and in a few words. */
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
        off_t before = log_size();

        title[300 + 100 * i] = '\0';
        assert_int_equal(run("add", title, NULL), WP_OK);
        sizes[i] = log_size() - before;
        title[300 + 100 * i] = 'x';
    }
    /* The titles are there once: as what was put into the plan. */
    assert_int_equal(sizes[1] - sizes[0], 100);
    assert_int_equal(sizes[2] - sizes[1], 100);
    assert_int_equal(run("undo", NULL,
                         "undid: add 7 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…\n"
                         "week 0%\n"),
                     WP_OK);

    /* What is in a title does not steer the terminal. */
    assert_int_equal(run("add", "A\x1b[2J", NULL), WP_OK);
    assert_int_equal(run("undo", NULL, "undid: add 7 A\xef\xbf\xbd[2J\nweek 0%\n"), WP_OK);
}

/* A log that is mostly marks is written anew, with the same steps. */
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

/* Where the log cannot be written, the change is made, and its remark says what
 * cannot be done with it. */
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
    return 77; /* only Linux has the call at which all this happens */
}

#endif
