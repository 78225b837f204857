/* The copy of a plan for an editor, in its own directory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "os/editor_file.h"

#include "scratch_directory.h"

static const char text[] = "week: 2019-08-04\n";

static unsigned mode_of(const char *path)
{
    struct stat info;

    assert_int_equal(stat(path, &info), 0);
    return info.st_mode & 0777;
}

static struct wp_editor_file make(void)
{
    struct wp_editor_file draft = WP_EDITOR_FILE_INIT;
    struct wp_error error;
    mode_t mask = umask(0);

    assert_int_equal(setenv("TMPDIR", scratch, 1), 0);
    assert_int_equal(wp_editor_file_create(&draft, "my plan.yaml", wp_str(text), &error), WP_OK);
    umask(mask);
    return draft;
}

static void nobody_else_may_look(void **state)
{
    struct wp_editor_file draft = make();
    const char *name = strrchr(draft.path.data, '/');

    (void)state;
    assert_string_equal(name, "/my plan.yaml");
    assert_memory_equal(draft.path.data, scratch, strlen(scratch));
    assert_int_equal(mode_of(draft.path.data), 0600);
    assert_int_equal(mode_of(draft.directory.data), 0700);
    scratch_assert(draft.path.data, text, sizeof text - 1);
    wp_editor_file_discard(&draft);
}

/* A replaced copy keeps its mode, and the directory has no other file afterwards. */
/* Leave a draft, as a killed process does. */
static void leave(const char *plan, time_t changed)
{
    struct wp_editor_file draft = make();
    const struct timespec times[] = {{.tv_sec = changed}, {.tv_sec = changed}};

    if (plan != NULL)
        wp_editor_file_mark(&draft, plan);
    assert_int_equal(utimensat(AT_FDCWD, draft.path.data, times, 0), 0);
    wp_editor_file_close(&draft);
}

/* The newest drafts are found first. A draft without a mark is found by its name. */
static void left_drafts_are_those_of_the_plan(void **state)
{
    struct wp_left_file files[3];

    (void)state;
    leave("/home/ada/plan.yaml", 100);
    leave("/home/ada/plan.yam", 200);
    leave("/home/ada/plan.yaml2", 300);
    leave("/home/ada/plan.yaml", 500);
    leave(NULL, 400);
    leave("/home/ada/plan.yaml", 50);
    assert_int_equal(wp_editor_file_find_left(files, 3, "/home/ada/plan.yaml", "my plan.yaml"), 4);
    assert_int_equal(files[0].changed, 500);
    assert_int_equal(files[1].changed, 400);
    assert_int_equal(files[2].changed, 100);
    for (size_t i = 0; i < 3; i++)
        wp_buf_free(&files[i].path);
    assert_int_equal(wp_editor_file_find_left(files, 3, "/home/ada/plan.yam", "review.md"), 1);
    assert_non_null(strstr(files[0].path.data, "/my plan.yaml"));
    wp_buf_free(&files[0].path);
}

static void a_draft_is_replaced(void **state)
{
    struct wp_editor_file draft = make();
    struct wp_buf other = WP_BUF_INIT;
    struct wp_error error;

    (void)state;
    wp_buf_printf(&other, "%s.new", draft.path.data);
    for (int i = 0; i < 2; i++)
        assert_int_equal(wp_editor_file_replace(&draft, wp_str("other"), &error), WP_OK);
    scratch_assert(draft.path.data, "other", 5);
    assert_int_equal(mode_of(draft.path.data), 0600);
    assert_int_equal(access(other.data, F_OK), -1);
    assert_int_equal(unlink(draft.path.data), 0);
    assert_int_equal(rmdir(draft.directory.data), 0);
    assert_int_equal(wp_editor_file_replace(&draft, wp_str("other"), &error), WP_CANNOT_CREATE);
    wp_editor_file_close(&draft);
    wp_buf_free(&other);
}

/* A relative TMPDIR is ignored, because the editor may run in another directory. */
static void a_relative_directory_is_not_taken(void **state)
{
    struct wp_editor_file draft = WP_EDITOR_FILE_INIT;
    struct wp_error error;

    (void)state;
    assert_int_equal(mkdir("tmp", 0755), 0);
    assert_int_equal(setenv("TMPDIR", "tmp", 1), 0);
    assert_int_equal(wp_editor_file_create(&draft, "plan.yaml", wp_str(text), &error), WP_OK);
    assert_memory_equal(draft.directory.data, "/tmp/weekplan-", 14);
    wp_editor_file_discard(&draft);
}

/* If the copy does not fit on the disk, it is removed. */
static void a_draft_that_has_no_room_is_removed(void **state)
{
    int how;

    (void)state;
    assert_int_equal(setenv("TMPDIR", scratch, 1), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct wp_editor_file draft = WP_EDITOR_FILE_INIT;
        struct wp_error error;
        struct rlimit size = {sizeof text - 2, sizeof text - 2};

        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &size);
        _exit((int)wp_editor_file_create(&draft, "plan.yaml", wp_str(text), &error));
    }
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFEXITED(how));
    assert_int_equal(WEXITSTATUS(how), WP_IO);
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(rmdir(scratch), 0); /* succeeds only if the directory is empty */
    assert_int_equal(mkdir(scratch, 0755), 0);
    assert_int_equal(chdir(scratch), 0);
}

/* The copy is read, and its directory is removed, even if the editor has replaced the copy or has
 * left other files beside it. */
static void what_is_there_is_read_and_removed(void **state)
{
    struct wp_editor_file draft = make();
    struct wp_buf bytes = WP_BUF_INIT;
    struct wp_error error;
    char directory[128];

    (void)state;
    (void)snprintf(directory, sizeof directory, "%s", draft.directory.data);
    assert_int_equal(chdir(directory), 0);
    scratch_write("new", "other\n", 6);
    scratch_write("my plan.yaml~", text, 4);
    assert_int_equal(rename("new", "my plan.yaml"), 0);
    assert_int_equal(chdir(scratch), 0);
    assert_int_equal(wp_editor_file_read(&draft, &bytes, &error), WP_OK);
    assert_int_equal(wp_editor_file_read(&draft, &bytes, &error), WP_OK);
    assert_true(wp_str_equal_c(wp_buf_str(&bytes), "other\n"));
    assert_int_equal(unlink(draft.path.data), 0);
    assert_int_equal(wp_editor_file_read(&draft, &bytes, &error), WP_MISSING);
    wp_editor_file_discard(&draft);
    assert_int_equal(draft.path.length, 0);
    assert_int_equal(access(directory, F_OK), -1);
    wp_editor_file_discard(&draft);
    wp_buf_free(&bytes);
}

static void what_stays_is_kept(void **state)
{
    struct wp_editor_file draft = make();
    char path[128];

    (void)state;
    (void)snprintf(path, sizeof path, "%s", draft.path.data);
    wp_editor_file_close(&draft);
    scratch_assert(path, text, sizeof text - 1);
}

/* A copy that cannot be read is not removed, because it may be the only copy of the user's text. */
static void what_cannot_be_read_is_not_gone(void **state)
{
    struct wp_editor_file draft = make();
    struct wp_buf bytes = WP_BUF_INIT;
    struct wp_error error;

    (void)state;
    assert_int_equal(unlink(draft.path.data), 0);
    assert_int_equal(mkdir(draft.path.data, 0700), 0);
    assert_int_equal(wp_editor_file_read(&draft, &bytes, &error), WP_IO);
    assert_int_equal(rmdir(draft.path.data), 0);
    assert_int_equal(symlink("my plan.yaml", draft.path.data),
                     0); /* a link to itself, which cannot be opened */
    assert_int_equal(wp_editor_file_read(&draft, &bytes, &error), WP_IO);
    assert_true(wp_editor_file_discard(&draft));
    wp_buf_free(&bytes);
}

static void what_cannot_be_removed_is_named(void **state)
{
    struct wp_editor_file draft = make();
    char inner[128];

    (void)state;
    (void)snprintf(inner, sizeof inner, "%s/inner", draft.directory.data);
    assert_int_equal(mkdir(inner, 0700), 0);
    assert_false(wp_editor_file_discard(&draft));
    assert_memory_equal(inner, draft.directory.data, draft.directory.length);
    assert_int_equal(access(draft.path.data, F_OK), -1);
    assert_int_equal(rmdir(inner), 0);
    assert_true(wp_editor_file_discard(&draft));
    assert_int_equal(draft.directory.length, 0);
}

static void there_has_to_be_a_place(void **state)
{
    struct wp_editor_file draft = WP_EDITOR_FILE_INIT;
    struct wp_error error;

    (void)state;
    assert_int_equal(setenv("TMPDIR", "/nowhere/at/all", 1), 0);
    assert_int_equal(wp_editor_file_create(&draft, "a", wp_str(text), &error), WP_CANNOT_CREATE);
    assert_int_equal(draft.directory.length, 0);
    assert_int_equal(setenv("TMPDIR", scratch, 1), 0);
    assert_int_equal(wp_editor_file_create(&draft, "no/such", wp_str(text), &error),
                     WP_CANNOT_CREATE);
    assert_int_equal(draft.directory.length, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(left_drafts_are_those_of_the_plan, scratch_begin,
                                        scratch_end),
        cmocka_unit_test_setup_teardown(a_draft_is_replaced, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(nobody_else_may_look, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(a_relative_directory_is_not_taken, scratch_begin,
                                        scratch_end),
        cmocka_unit_test_setup_teardown(a_draft_that_has_no_room_is_removed, scratch_begin,
                                        scratch_end),
        cmocka_unit_test_setup_teardown(what_is_there_is_read_and_removed, scratch_begin,
                                        scratch_end),
        cmocka_unit_test_setup_teardown(what_stays_is_kept, scratch_begin, scratch_end),
        cmocka_unit_test_setup_teardown(what_cannot_be_read_is_not_gone, scratch_begin,
                                        scratch_end),
        cmocka_unit_test_setup_teardown(what_cannot_be_removed_is_named, scratch_begin,
                                        scratch_end),
        cmocka_unit_test_setup_teardown(there_has_to_be_a_place, scratch_begin, scratch_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
