/* Saving while other programs write into the plan itself. Their text is not lost. */
#ifdef __linux__
#define _GNU_SOURCE /* for renameat2(2) */
#endif
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#ifdef __linux__

#include <errno.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>

#include <weekplan/save.h>

#include "scratch_directory.h"

static const char old_plan[] = "week: 2019-08-04\ngoals:\n- one\n";

static struct wp_error error;
static struct wp_save *save;
static pid_t other;

/* Functions that run once, each before or after the system call in its name. (The exchange is that
 * of the plan with its new version by renameat2(2).) */
static void (*before_pause)(void);
static void (*before_open)(void);
static void (*before_exchange)(void);
static void (*after_exchange)(void);
static void (*before_directory_sync)(void);
/* Time by which the clock is put forward, in nanoseconds: the sum of all pauses so far. */
static int64_t slept;

static void happen(void (**what)(void))
{
    void (*happening)(void) = *what;

    *what = NULL;
    if (happening != NULL)
        happening();
}

int nanosleep(const struct timespec *time, struct timespec *rest)
{
    (void)rest;
    slept += time->tv_sec * 1000000000 + time->tv_nsec;
    happen(&before_pause);
    return 0;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int result = (int)syscall(SYS_clock_gettime, clock, now);

    if (clock == CLOCK_MONOTONIC) {
        now->tv_sec += (time_t)((now->tv_nsec + slept) / 1000000000);
        now->tv_nsec = (long)((now->tv_nsec + slept) % 1000000000);
    }
    return result;
}

int openat(int directory, const char *name, int flags, ...)
{
    mode_t mode = 0;

    if ((flags & O_CREAT) != 0) {
        va_list arguments;

        va_start(arguments, flags);
        mode = va_arg(arguments, mode_t);
        va_end(arguments);
    }
    if (strcmp(name, "plan.yaml") == 0)
        happen(&before_open);
    return (int)syscall(SYS_openat, directory, name, flags, mode);
}

int renameat2(int from, const char *old_name, int to, const char *new_name, unsigned flags)
{
    happen(&before_exchange);
    int result = (int)syscall(SYS_renameat2, from, old_name, to, new_name, flags);
    happen(&after_exchange);
    return result;
}

int fsync(int fd)
{
    struct stat info;

    if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode))
        happen(&before_directory_sync);
    return (int)syscall(SYS_fsync, fd);
}

/* Run `work` in another process, and give it time to end. It may have to wait until this process
 * gives up its lease of the plan. */
static void in_another(void (*work)(void))
{
    other = fork();
    assert_true(other >= 0);
    if (other == 0) {
        for (int fd = 3; fd < 64; fd++)
            close(fd); /* a lease ends when the last descriptor is closed */
        work();
        _exit(0);
    }
    for (int i = 0; i < 100 && waitpid(other, NULL, WNOHANG) != other; i++)
        usleep(1000);
}

/* Wait until the other process has ended. This process must no longer have a lease of the plan, or
 * both would wait forever. */
static void wait_for_other(void)
{
    (void)waitpid(other, NULL, 0);
}

/* Return the name of the only other file in the directory of the plan, or "". */
static const char *beside(void)
{
    static char name[256];
    DIR *listing = opendir(".");
    const struct dirent *found;

    name[0] = '\0';
    while ((found = readdir(listing)) != NULL)
        if (strncmp(found->d_name, ".plan.yaml.weekplan-", 20) == 0)
            snprintf(name, sizeof name, "%s", found->d_name);
    closedir(listing);
    return name;
}

static void append_to(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_APPEND);

    if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
        _exit(1);
    close(fd);
}

static void append_theirs(void)
{
    append_to("plan.yaml", "- theirs\n");
}

/* Append text to the old version of the plan, as a program does that has opened the plan before
 * weekplan replaces it. */
static void append_theirs_late(void)
{
    append_to(beside(), "- theirs\n");
}

static enum wp_status change(void)
{
    struct wp_piece piece = {0, 0, wp_str("# ours\n")};
    enum wp_status status = wp_save_begin(&save, "plan.yaml", &error);

    if (status == WP_OK)
        status = wp_save_commit(save, &(struct wp_patch){&piece, 1}, &error);
    wp_save_end(save);
    return status;
}

static void assert_plan(const char *text)
{
    scratch_assert("plan.yaml", text, strlen(text));
}

static void assert_changes(const char *text)
{
    if (change() != WP_OK)
        fail_msg("%s", error.message);
    assert_plan(text);
    assert_string_equal(beside(), "");
}

static void fill(void)
{
    scratch_write("plan.yaml", old_plan, sizeof old_plan - 1);
}

static void write_old(void)
{
    fill();
    slept = 0;
}

static int writing = -1;

static void end_writing(void)
{
    assert_int_equal(write(writing, "goals: [theirs]\n", 16), 16);
    close(writing);
}

/* An editor that truncates the plan and then waits before it writes. */
static void test_writer(void **state)
{
    (void)state;
    write_old();
    writing = open("plan.yaml", O_WRONLY | O_TRUNC);
    assert_int_equal(change(), WP_BUSY);
    assert_string_equal(error.message,
                        "another program is writing plan.yaml, which is not overwritten "
                        "(try again when it is done)");
    assert_true(slept >= INT64_C(1000000) * WP_WRITER_WAIT);
    assert_plan("");
    before_pause = end_writing;
    assert_changes("# ours\ngoals: [theirs]\n");

    /* An editor that has the plan open but has not written yet. */
    write_old();
    writing = open("plan.yaml", O_RDWR);
    assert_int_equal(change(), WP_BUSY);
    assert_plan(old_plan);
    close(writing);
    assert_changes("# ours\nweek: 2019-08-04\ngoals:\n- one\n");

    /* A program that only reads does not prevent the save. */
    write_old();
    writing = open("plan.yaml", O_RDONLY);
    assert_changes("# ours\nweek: 2019-08-04\ngoals:\n- one\n");
    assert_int_equal(slept, 0);
    close(writing);
}

static void begin_to_append(void)
{
    in_another(append_theirs);
}

static void begin_to_append_late(void)
{
    in_another(append_theirs_late);
}

static void assert_gives_way(void)
{
    assert_int_equal(change(), WP_BUSY);
    wait_for_other();
    assert_plan("week: 2019-08-04\ngoals:\n- one\n- theirs\n");
    assert_string_equal(beside(), "");
}

static void test_append(void **state)
{
    struct wp_piece piece = {0, 0, wp_str("# ours\n")};

    (void)state;
    /* The other program writes while weekplan computes the change. */
    write_old();
    assert_int_equal(wp_save_begin(&save, "plan.yaml", &error), WP_OK);
    begin_to_append();
    assert_int_equal(wp_save_commit(save, &(struct wp_patch){&piece, 1}, &error), WP_BUSY);
    wp_save_end(save);
    wait_for_other();
    assert_plan("week: 2019-08-04\ngoals:\n- one\n- theirs\n");

    write_old();
    before_exchange = begin_to_append;
    assert_gives_way();
    write_old();
    before_directory_sync = begin_to_append_late;
    assert_gives_way();

    /* The other program writes into the new version. No lease blocks it. */
    write_old();
    before_directory_sync = begin_to_append;
    assert_int_equal(change(), WP_OK);
    assert_plan("# ours\nweek: 2019-08-04\ngoals:\n- one\n- theirs\n");
}

static void test_removal(void **state)
{
    (void)state;
    write_old();
    assert_int_equal(wp_save_begin(&save, "plan.yaml", &error), WP_OK);
    before_directory_sync = begin_to_append_late;
    assert_int_equal(wp_save_remove(save, &error), WP_BUSY);
    wp_save_end(save);
    wait_for_other();
    assert_plan("week: 2019-08-04\ngoals:\n- one\n- theirs\n");
    assert_string_equal(beside(), "");
}

static void die(void)
{
    _exit(9);
}

/* Kill a save directly before the old and the new version of the plan are exchanged (`before`), or
 * directly after that. In the second case call `meanwhile` before the exchange. */
static void killed(void (*meanwhile)(void), bool before)
{
    pid_t child;
    int how;

    write_old();
    before_exchange = before ? die : meanwhile;
    after_exchange = die;
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        (void)change();
        _exit(0);
    }
    before_exchange = NULL;
    after_exchange = NULL;
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_int_equal(WEXITSTATUS(how), 9);
    assert_string_not_equal(beside(), "");
}

static void assert_kept(const char *text)
{
    char name[256];

    snprintf(name, sizeof name, "%s", beside());
    assert_int_equal(wp_save_begin(&save, "plan.yaml", &error), WP_OK);
    assert_int_equal(wp_save_kept(save).length, strlen(name));
    assert_memory_equal(wp_save_kept(save).data, name, strlen(name));
    wp_save_end(save);
    scratch_assert(name, text, strlen(text));
    assert_int_equal(unlink(name), 0);
}

static void assert_swept(void)
{
    assert_int_equal(wp_save_begin(&save, "plan.yaml", &error), WP_OK);
    assert_int_equal(wp_save_kept(save).length, 0);
    wp_save_end(save);
    assert_string_equal(beside(), "");
}

static void append_to_both(void)
{
    begin_to_append();
    begin_to_append_late();
}

/* Two other programs append text: one to the old version of the plan, one to the new version. */
static void test_two_appends(void **state)
{
    (void)state;
    write_old();
    before_directory_sync = append_to_both;
    assert_int_equal(change(), WP_IO);
    wait_for_other();
    assert_non_null(strstr(error.message,
                           "another program saved plan.yaml meanwhile; what it saved is now in "));
    assert_non_null(strstr(error.message, beside()));
    assert_plan("# ours\nweek: 2019-08-04\ngoals:\n- one\n- theirs\n");
    assert_kept("week: 2019-08-04\ngoals:\n- one\n- theirs\n");
}

static void save_theirs(void)
{
    scratch_write("swap", "theirs\n", 7);
    assert_int_equal(rename("swap", "plan.yaml"), 0);
}

/* The next save removes the files of a save that was killed, unless another program has written
 * into them. */
static void test_killed(void **state)
{
    (void)state;
    killed(NULL, true);
    assert_swept();
    killed(NULL, false);
    assert_swept();
    assert_plan("# ours\nweek: 2019-08-04\ngoals:\n- one\n");

    killed(save_theirs, false);
    assert_kept("theirs\n");
    killed(NULL, false);
    append_to(beside(), "- theirs\n");
    assert_kept("week: 2019-08-04\ngoals:\n- one\n- theirs\n");
    killed(NULL, false);
    writing = open(beside(), O_WRONLY);
    assert_kept(old_plan);
    close(writing);

    /* a file that weekplan has not made */
    write_old();
    scratch_write(".plan.yaml.weekplan-abc234", "theirs\n", 7);
    assert_kept("theirs\n");
}

static void empty(void)
{
    scratch_write("plan.yaml", "", 0);
}

static void date(time_t seconds)
{
    struct timespec times[2] = {{.tv_sec = seconds}, {.tv_sec = seconds}};

    assert_int_equal(utimensat(AT_FDCWD, "plan.yaml", times, 0), 0);
}

/* An empty file may be in the middle of a save by an editor, so it is not taken for a new plan at
 * once. */
static void test_emptied(void **state)
{
    (void)state;
    write_old();
    usleep(20000);
    empty();
    assert_int_equal(change(), WP_BUSY);
    assert_plan("");
    before_pause = fill;
    assert_changes("# ours\nweek: 2019-08-04\ngoals:\n- one\n");

    /* After some seconds an empty file counts as a new plan. */
    empty();
    date(time(NULL) - 10);
    slept = 0;
    assert_changes("# ours\n");
    assert_int_equal(slept, 0);

    assert_int_equal(unlink("plan.yaml"), 0);
    empty();
    assert_changes("# ours\n");
    assert_int_equal(slept, 0);
}

static void plant_link(void)
{
    assert_int_equal(rename("plan.yaml", "mine"), 0);
    assert_int_equal(symlink("secret", "plan.yaml"), 0);
}

static void plant_file(void)
{
    assert_int_equal(rename("mine", "plan.yaml"), 0);
}

/* If the path becomes a link or another file just before the plan is opened, the save fails or
 * begins again. */
static void test_planted(void **state)
{
    (void)state;
    write_old();
    scratch_write("secret", "x", 1);
    before_open = plant_link;
    assert_int_equal(change(), WP_BUSY);
    assert_string_equal(error.message, "plan.yaml has just become a link (try again)");
    assert_string_equal(beside(), "");
    scratch_assert("secret", "x", 1);

    assert_int_equal(unlink("plan.yaml"), 0);
    scratch_write("plan.yaml", "other\n", 6);
    slept = 0;
    before_open = plant_file;
    assert_changes("# ours\nweek: 2019-08-04\ngoals:\n- one\n");
    assert_true(slept > 0);
}

static bool has_leases(void)
{
    bool has;
    int fd;

    write_old();
    fd = open("plan.yaml", O_RDONLY);
    has = fcntl(fd, F_SETLEASE, F_RDLCK) == 0;
    close(fd);
    return has;
}

static int begin(void **state)
{
    return scratch_begin(state) == 0 && has_leases() ? 0 : -1;
}

#define IN_SCRATCH(test) cmocka_unit_test_setup_teardown(test, begin, scratch_end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(test_writer),  IN_SCRATCH(test_append), IN_SCRATCH(test_two_appends),
        IN_SCRATCH(test_removal), IN_SCRATCH(test_killed), IN_SCRATCH(test_emptied),
        IN_SCRATCH(test_planted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

int main(void)
{
    return 0; /* skipped: this system has no leases */
}

#endif
