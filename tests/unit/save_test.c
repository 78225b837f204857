/* Saving: the plan is the old or the new version, it keeps its mode and owner, and no
 * file is left beside it. */
#ifdef __linux__
#define _GNU_SOURCE /* for renameat2(2) */
#endif
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#ifdef __linux__
#include <sys/syscall.h>
#include <sys/xattr.h>
#endif

#include "os/directory_lock.h"
#include <weekplan/buf.h>
#include <weekplan/save.h>

#include "scratch_directory.h"

static const char old_plan[] = "week: 2019-08-04\ngoals:\n- one\n";
static const char new_plan[] = "week: 2019-08-04\ngoals:\n- one\n- two\n";
enum { OLD_LENGTH = sizeof old_plan - 1, NEW_LENGTH = sizeof new_plan - 1 };

static struct wp_error error;

static void write_old(const char *path)
{
    scratch_write(path, old_plan, OLD_LENGTH);
}

static void assert_old(const char *path)
{
    scratch_assert(path, old_plan, OLD_LENGTH);
}

static void assert_new(const char *path)
{
    scratch_assert(path, new_plan, NEW_LENGTH);
}

/* Return the number of files in the directory. */
static unsigned entries(const char *path)
{
    DIR *directory = opendir(path);
    assert_non_null(directory);
    unsigned count = 0;
    while (readdir(directory) != NULL)
        count++;
    closedir(directory);
    return count - 2;
}

/* Save the plan with `text` appended. */
static enum wp_status commit(struct wp_save *save, const char *text)
{
    struct wp_piece piece = {wp_save_input(save).size, 0, wp_str(text)};
    return wp_save_commit(save, &(struct wp_patch){&piece, 1}, &error);
}

static enum wp_status append(const char *path, const char *text)
{
    struct wp_save *save;
    enum wp_status status = wp_save_begin(&save, path, &error);
    if (status == WP_OK)
        status = commit(save, text);
    wp_save_end(save);
    return status;
}

static void assert_begin_fails(const char *path, enum wp_status status, const char *message)
{
    struct wp_save *save;
    assert_int_equal(wp_save_begin(&save, path, &error), status);
    assert_null(save);
    assert_string_equal(error.message, message);
}

static mode_t mode_of(const char *path)
{
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    return info.st_mode & 07777;
}

static void test_new_file(void **state)
{
    (void)state;
    mode_t mask = umask(0002);
    assert_int_equal(append("share/weekplan/plan.yaml", old_plan), WP_OK);
    umask(mask);
    assert_old("share/weekplan/plan.yaml");
    assert_int_equal(mode_of("share/weekplan/plan.yaml"), 0600);
    assert_int_equal(mode_of("share/weekplan"), 0700);
    assert_int_equal(mode_of("share"), 0700);
    assert_int_equal(entries("share/weekplan"), 1);

    struct wp_save *save;
    assert_int_equal(wp_save_begin(&save, "other.yaml", &error), WP_OK);
    assert_true(wp_save_is_new(save));
    assert_int_equal(wp_save_input(save).size, 0);
    wp_save_end(save);
    assert_int_equal(access("other.yaml", F_OK), -1);
}

static void test_change(void **state)
{
    (void)state;
    write_old("plan.yaml");
    assert_int_equal(chmod("plan.yaml", 0640), 0);
    struct wp_save *save;
    assert_int_equal(wp_save_begin(&save, "plan.yaml", &error), WP_OK);
    assert_false(wp_save_is_new(save));
    struct wp_input input = wp_save_input(save);
    char bytes[OLD_LENGTH];
    assert_int_equal(input.size, OLD_LENGTH);
    assert_int_equal(input.read(input.context, 0, bytes, OLD_LENGTH, &error), WP_OK);
    assert_memory_equal(bytes, old_plan, OLD_LENGTH);
    assert_int_equal(commit(save, "- two\n"), WP_OK);
    wp_save_end(save);

    assert_new("plan.yaml");
    assert_int_equal(mode_of("plan.yaml"), 0640);
    assert_int_equal(entries("."), 1);
}

/* Append to `out` the text `old` with the patch applied, without the code of the library. */
static void patched(struct wp_buf *out, struct wp_str old, const struct wp_patch *patch)
{
    size_t at = 0;
    for (size_t i = 0; i < patch->count; i++) {
        const struct wp_piece *piece = &patch->pieces[i];
        wp_buf_append(out, wp_str_slice(old, at, (size_t)piece->offset - at));
        wp_buf_append(out, piece->text);
        at = (size_t)(piece->offset + piece->length);
    }
    wp_buf_append(out, wp_str_slice(old, at, old.length - at));
}

static void assert_patched(struct wp_str old, struct wp_piece *pieces, size_t count)
{
    struct wp_patch patch = {pieces, count};
    struct wp_buf expected = WP_BUF_INIT;
    patched(&expected, old, &patch);

    struct wp_save *save;
    scratch_write("plan.yaml", old.data, old.length);
    assert_int_equal(wp_save_begin(&save, "plan.yaml", &error), WP_OK);
    assert_int_equal(wp_save_commit(save, &patch, &error), WP_OK);
    wp_save_end(save);
    scratch_assert("plan.yaml", wp_buf_str(&expected).data, expected.length);
    wp_buf_free(&expected);
}

/* Patches whose pieces have all sizes around the size of the blocks in which files are copied. */
static void test_patches(void **state)
{
    (void)state;
    enum { BLOCK = 256 << 10, SIZE = 3 * BLOCK + 5 };
    struct wp_str small = {old_plan, OLD_LENGTH};
    char *bytes = malloc(SIZE);
    assert_non_null(bytes);
    for (size_t i = 0; i < SIZE; i++)
        bytes[i] = (char)(i * 2654435761u >> 13);
    struct wp_str large = {bytes, SIZE};

    assert_patched(small, NULL, 0);
    assert_patched(large, NULL, 0);
    assert_patched(small, (struct wp_piece[]){{0, 0, wp_str("# new\n")}}, 1);
    assert_patched(small, (struct wp_piece[]){{0, OLD_LENGTH, wp_str("")}}, 1);
    assert_patched(
        small,
        (struct wp_piece[]){
            {0, 4, wp_str("WEEK")}, {6, 0, wp_str("a")}, {6, 2, wp_str("b")}, {20, 3, wp_str("")}},
        4);
    static const size_t sizes[] = {1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 3};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct wp_str text = {bytes + 1, sizes[i]};
        assert_patched(large, (struct wp_piece[]){{sizes[i], 1, text}}, 1);
        assert_patched(large, (struct wp_piece[]){{7, sizes[i], wp_str("x")}, {SIZE, 0, text}}, 2);
    }
    free(bytes);
}

static void test_misfit_patches(void **state)
{
    (void)state;
    struct wp_piece misfits[][2] = {
        {{0, OLD_LENGTH + 1, wp_str("")}, {OLD_LENGTH, 0, wp_str("")}},
        {{OLD_LENGTH + 1, 0, wp_str("")}, {OLD_LENGTH + 1, 0, wp_str("")}},
        {{4, 4, wp_str("")}, {7, 1, wp_str("")}},
        {{UINT64_MAX, 2, wp_str("")}, {0, 0, wp_str("")}},
        {{1, UINT64_MAX, wp_str("")}, {0, 0, wp_str("")}},
    };
    write_old("plan.yaml");
    for (size_t i = 0; i < sizeof misfits / sizeof misfits[0]; i++) {
        struct wp_save *save;
        struct wp_patch patch = {misfits[i], 2};
        assert_int_equal(wp_save_begin(&save, "plan.yaml", &error), WP_OK);
        assert_int_equal(wp_save_commit(save, &patch, &error), WP_BUG);
        wp_save_end(save);
        assert_old("plan.yaml");
        assert_int_equal(entries("."), 1);
    }
}

static void assert_link(const char *path, const char *target)
{
    char found[64];
    ssize_t length = readlink(path, found, sizeof found - 1);
    assert_true(length >= 0);
    found[length] = '\0';
    assert_string_equal(found, target);
}

static void test_links(void **state)
{
    (void)state;
    assert_int_equal(mkdir("dotfiles", 0755), 0);
    assert_int_equal(mkdir("home", 0755), 0);
    write_old("dotfiles/plan.yaml");
    assert_int_equal(symlink("../home/second", "dotfiles/first"), 0);
    assert_int_equal(symlink("../dotfiles/plan.yaml", "home/second"), 0);
    assert_int_equal(append("dotfiles/first", "- two\n"), WP_OK);
    assert_link("dotfiles/first", "../home/second");
    assert_link("home/second", "../dotfiles/plan.yaml");
    assert_new("dotfiles/plan.yaml");
    assert_int_equal(entries("dotfiles"), 2);
    assert_int_equal(entries("home"), 1);

    assert_int_equal(symlink("not/yet/plan.yaml", "dangling"), 0);
    assert_int_equal(append("dangling", old_plan), WP_OK);
    assert_link("dangling", "not/yet/plan.yaml");
    assert_old("not/yet/plan.yaml");

    char absolute[sizeof scratch + 16];
    snprintf(absolute, sizeof absolute, "%s/absolute.yaml", scratch);
    assert_int_equal(symlink(absolute, "home/absolute"), 0);
    assert_int_equal(append("home/absolute", old_plan), WP_OK);
    assert_old("absolute.yaml");

    /* A chain of as many links as the system follows. */
    char name[32] = "absolute.yaml";
    for (int i = 1; i <= 41; i++) {
        char link[32];
        snprintf(link, sizeof link, "link-%d", i);
        assert_int_equal(symlink(name, link), 0);
        memcpy(name, link, sizeof name);
    }
    assert_int_equal(append("link-40", "- two\n"), WP_OK);
    assert_new("absolute.yaml");
    assert_begin_fails("link-41", WP_MISSING,
                       "cannot open link-41: Too many levels of symbolic links");

    assert_int_equal(symlink("there", "here"), 0);
    assert_int_equal(symlink("here", "there"), 0);
    assert_begin_fails("here", WP_MISSING, "cannot open here: Too many levels of symbolic links");
}

static void test_refused(void **state)
{
    (void)state;
    assert_int_equal(mkdir("directory", 0755), 0);
    assert_int_equal(mkfifo("pipe", 0600), 0);
    write_old("plan.yaml");
    assert_begin_fails("directory", WP_MISSING,
                       "directory is a directory, not a plan file (give the file with -f)");
    assert_begin_fails("pipe", WP_MISSING,
                       "pipe is a pipe, not a plan file (give the file with -f)");
    assert_begin_fails("", WP_MISSING, "'' does not name a plan file (give the file with -f)");
    assert_begin_fails("none/", WP_MISSING,
                       "'none/' does not name a plan file (give the file with -f)");
    assert_int_equal(access("none", F_OK), -1);
    assert_begin_fails(
        "plan.yaml/plan.yaml", WP_CANNOT_CREATE,
        "cannot open or create the directory of plan.yaml/plan.yaml: Not a directory");

    assert_int_equal(link("plan.yaml", "hard.yaml"), 0);
    assert_begin_fails("plan.yaml", WP_CANNOT_CREATE,
                       "plan.yaml has other names (hard links), which would keep the old plan "
                       "(remove them, or use a copy)");
    assert_old("plan.yaml");
}

static void test_long_name(void **state)
{
    (void)state;
    char name[256]; /* 255 bytes: characters of three bytes each */
    for (size_t i = 0; i < 255; i += 3)
        memcpy(name + i, "\xe2\x82\xac", 3);
    name[255] = '\0';
    write_old(name);
    assert_int_equal(append(name, "- two\n"), WP_OK);
    assert_new(name);
    assert_int_equal(entries("."), 1);

    memset(name, 'a', 255);
    write_old(name);
    assert_int_equal(append(name, "- two\n"), WP_OK);
    assert_new(name);
    assert_int_equal(entries("."), 2);
}

static pid_t another;

/* Run `work` in another process, and give it time to end. It may have to wait until this process
 * gives up its lease of the plan. */
static void in_another(void (*work)(void))
{
    another = fork();
    assert_true(another >= 0);
    if (another == 0) {
        for (int fd = 3; fd < 64; fd++)
            close(fd); /* a lease ends when the last descriptor is closed */
        work();
        _exit(0);
    }
    for (int i = 0; i < 100 && waitpid(another, NULL, WNOHANG) != another; i++)
        usleep(1000);
}

static void wait_for_other(void)
{
    (void)waitpid(another, NULL, 0); /* fails if in_another has already waited for the process */
}

static void write_new(void)
{
    scratch_write("plan.yaml", new_plan, NEW_LENGTH);
}

static void edit_in_place(void)
{
    in_another(write_new);
}

static void write_unnoticeably(void)
{
    struct stat info;
    assert_int_equal(stat("plan.yaml", &info), 0);
    scratch_write("plan.yaml", "Week", 4);
    scratch_write("plan.yaml", old_plan, OLD_LENGTH);
    struct timespec times[2] = {info.st_atim, info.st_mtim};
    assert_int_equal(utimensat(AT_FDCWD, "plan.yaml", times, 0), 0);
}

static void edit_unnoticeably(void)
{
    in_another(write_unnoticeably);
}

static void edit_by_renaming(void)
{
    scratch_write("swap", new_plan, NEW_LENGTH);
    assert_int_equal(rename("swap", "plan.yaml"), 0);
}

static void edit_by_removing(void)
{
    assert_int_equal(unlink("plan.yaml"), 0);
}

static void edit_by_linking(void)
{
    assert_int_equal(rename("plan.yaml", "real.yaml"), 0);
    assert_int_equal(symlink("real.yaml", "plan.yaml"), 0);
}

static void assert_noticed(void (*edit)(void), bool is_new)
{
    unlink("plan.yaml");
    if (!is_new)
        write_old("plan.yaml");
    struct wp_save *save;
    assert_int_equal(wp_save_begin(&save, "plan.yaml", &error), WP_OK);
    edit();
    unsigned before = entries(".");
    assert_int_equal(commit(save, "- three\n"), WP_BUSY);
    assert_non_null(strstr(error.message, "another program"));
    assert_non_null(strstr(error.message, "not overwritten"));
    assert_int_equal(entries("."), before);
    wp_save_end(save);
    wait_for_other();
}

static void test_editor_meanwhile(void **state)
{
    (void)state;
    assert_noticed(edit_in_place, false);
    assert_new("plan.yaml");
    assert_noticed(edit_in_place, true);
    assert_new("plan.yaml");
    assert_noticed(edit_unnoticeably, false);
    assert_old("plan.yaml");
    assert_noticed(edit_by_renaming, false);
    assert_new("plan.yaml");
    assert_noticed(edit_by_removing, false);
    assert_int_equal(access("plan.yaml", F_OK), -1);
    assert_noticed(edit_by_linking, false);
    assert_link("plan.yaml", "real.yaml");
}

static void touch(const char *path)
{
    scratch_write(path, "", 0);
}

static void test_litter(void **state)
{
    (void)state;
    write_old("plan.yaml");
    touch(".plan.yaml.weekplan-abc234");
    touch(".plan.yaml.weekplan-zzzzzz");
    touch(".plan.yaml.weekplan-abc23");
    touch(".plan.yaml.weekplan-abc2345");
    touch(".plan.yaml.weekplan-abc234~");
    touch(".plan.yaml.weekplan-ABCDEF");
    touch(".plan.yaml.weekplan-abc890");
    touch(".other.yaml.weekplan-abc234");
    touch("plan.yaml.weekplan-abc234");
    assert_int_equal(mkdir(".plan.yaml.weekplan-folder", 0700), 0);
    assert_int_equal(symlink("plan.yaml", ".plan.yaml.weekplan-linked"), 0);
    unsigned before = entries(".");
    assert_int_equal(append("plan.yaml", "- two\n"), WP_OK);
    assert_int_equal(entries("."), before - 2);
    assert_int_equal(access(".plan.yaml.weekplan-abc234", F_OK), -1);
    assert_int_equal(access(".plan.yaml.weekplan-zzzzzz", F_OK), -1);
}

static void test_lock(void **state)
{
    (void)state;
    int mine = open(".", O_RDONLY);
    int theirs = open(".", O_RDONLY);
    assert_int_equal(flock(theirs, LOCK_EX), 0);
    time_t begun = time(NULL);
    assert_int_equal(wp_directory_lock_take(mine, 20, "plan.yaml", &error), WP_BUSY);
    assert_in_range(time(NULL) - begun, 0, 10);
    assert_string_equal(error.message,
                        "another weekplan is at work beside plan.yaml (try again when it is done)");
    close(theirs);
    assert_int_equal(wp_directory_lock_take(mine, 20, "plan.yaml", &error), WP_OK);
    close(mine);
    assert_int_equal(wp_directory_lock_take(-1, 20, "plan.yaml", &error), WP_IO);
}

/* A save locks the directory, and unlocks it at its end, also after a failure. */
static void test_lock_is_given_back(void **state)
{
    (void)state;
    int other = open(".", O_RDONLY);
    struct wp_save *save;
    write_old("plan.yaml");
    assert_int_equal(wp_save_begin(&save, "plan.yaml", &error), WP_OK);
    assert_int_equal(flock(other, LOCK_EX | LOCK_NB), -1);
    wp_save_end(save);
    assert_int_equal(flock(other, LOCK_EX | LOCK_NB), 0);
    assert_int_equal(flock(other, LOCK_UN), 0);

    assert_int_equal(mkdir("directory", 0755), 0);
    assert_int_equal(wp_save_begin(&save, "directory", &error), WP_MISSING);
    assert_int_equal(flock(other, LOCK_EX | LOCK_NB), 0);
    close(other);
    wp_save_end(NULL);
}

/* Run `work` in a child process, and return its exit code. */
static int in_child(int (*work)(int), int number)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(work(number));
    int how;
    assert_int_equal(waitpid(child, &how, 0), child);
    return WIFEXITED(how) ? WEXITSTATUS(how) : -1;
}

static int add_line(int number)
{
    char line[16];
    snprintf(line, sizeof line, "- %02d\n", number);
    return (int)append("plan.yaml", line);
}

static void test_concurrent_changes(void **state)
{
    (void)state;
    enum { WRITERS = 30 };
    pid_t children[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0)
            _exit(add_line(i));
    }
    for (int i = 0; i < WRITERS; i++) {
        int how;
        assert_int_equal(waitpid(children[i], &how, 0), children[i]);
        assert_int_equal(how, 0);
    }
    char bytes[WRITERS * 5 + 1] = "";
    FILE *file = fopen("plan.yaml", "rb");
    assert_non_null(file);
    assert_int_equal(fread(bytes, 1, sizeof bytes, file), WRITERS * 5);
    fclose(file);
    for (int i = 0; i < WRITERS; i++) {
        char line[16];
        snprintf(line, sizeof line, "- %02d\n", i);
        assert_non_null(strstr(bytes, line));
    }
}

static int append_with_limit(int limit)
{
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit size = {(rlim_t)limit, (rlim_t)limit};
    setrlimit(RLIMIT_FSIZE, &size);
    return (int)append("plan.yaml", "- two\n");
}

static void test_file_size_limit(void **state)
{
    (void)state;
    write_old("plan.yaml");
    assert_int_equal(in_child(append_with_limit, OLD_LENGTH), WP_IO);
    assert_old("plan.yaml");
    assert_int_equal(entries("."), 1);
    assert_int_equal(in_child(append_with_limit, NEW_LENGTH), WP_OK);
    assert_new("plan.yaml");
}

static int append_as(int user)
{
    if (setgid((gid_t)user) != 0 || setuid((uid_t)user) != 0)
        return -1;
    return (int)append("plan.yaml", "- two\n");
}

static void test_owner(void **state)
{
    (void)state;
    enum { USER = 12345, OTHER = 12346 };
    if (geteuid() != 0)
        skip();
    write_old("plan.yaml");
    assert_int_equal(chown("plan.yaml", USER, OTHER), 0);
    assert_int_equal(chmod("plan.yaml", 02640), 0);
    assert_int_equal(append("plan.yaml", "- two\n"), WP_OK);
    assert_new("plan.yaml");
    struct stat info;
    assert_int_equal(stat("plan.yaml", &info), 0);
    assert_int_equal(info.st_uid, USER);
    assert_int_equal(info.st_gid, OTHER);
    assert_int_equal(info.st_mode & 07777, 02640);

    write_old("plan.yaml");
    assert_int_equal(chmod("plan.yaml", 0666), 0);
    assert_int_equal(chmod(scratch, 0777), 0);
    assert_int_equal(in_child(append_as, OTHER), WP_CANNOT_CREATE);
    assert_old("plan.yaml");
    assert_int_equal(entries("."), 1);

    /* An unprivileged owner cannot set a group that it is not a member of. */
    assert_int_equal(chown("plan.yaml", OTHER, USER), 0);
    assert_int_equal(chmod("plan.yaml", 0640), 0);
    assert_int_equal(in_child(append_as, OTHER), WP_CANNOT_CREATE);
    assert_old("plan.yaml");
    assert_int_equal(entries("."), 1);

    assert_int_equal(chown("plan.yaml", OTHER, OTHER), 0);
    assert_int_equal(chmod("plan.yaml", 0444), 0); /* read-only */
    assert_int_equal(in_child(append_as, OTHER), WP_CANNOT_CREATE);
    assert_int_equal(chmod("plan.yaml", 0644), 0);
    assert_int_equal(chmod(scratch, 0755), 0);
    assert_int_equal(in_child(append_as, OTHER), WP_CANNOT_CREATE);
    assert_old("plan.yaml");
    assert_int_equal(chmod(scratch, 0777), 0);
    assert_int_equal(in_child(append_as, OTHER), WP_OK);
    assert_new("plan.yaml");
}

#ifdef __linux__

/* The access list user::rw- user:12345:rw- group::r-- mask::rw- other::---, in the
 * format of the kernel. */
static const unsigned char access_list[] = {
    2, 0,    0,    0,    0x01, 0,    6,    0, 0xff, 0xff, 0xff, 0xff, 0x02, 0,    6,
    0, 0x39, 0x30, 0,    0,    0x04, 0,    4, 0,    0xff, 0xff, 0xff, 0xff, 0x10, 0,
    6, 0,    0xff, 0xff, 0xff, 0xff, 0x20, 0, 0,    0,    0xff, 0xff, 0xff, 0xff};

static void test_extended_attributes(void **state)
{
    (void)state;
    char value[64];
    write_old("plan.yaml");
    if (setxattr("plan.yaml", "user.weekplan.test", "kept", 4, 0) != 0)
        skip();
    assert_int_equal(append("plan.yaml", "- two\n"), WP_OK);
    assert_new("plan.yaml");
    assert_int_equal(getxattr("plan.yaml", "user.weekplan.test", value, sizeof value), 4);
    assert_memory_equal(value, "kept", 4);
}

static void test_access_list(void **state)
{
    static const char name[] = "system.posix_acl_access";
    (void)state;
    unsigned char value[64];
    write_old("plan.yaml");
    if (setxattr("plan.yaml", name, access_list, sizeof access_list, 0) != 0)
        skip();
    assert_int_equal(append("plan.yaml", "- two\n"), WP_OK);
    assert_new("plan.yaml");
    assert_int_equal(getxattr("plan.yaml", name, value, sizeof value), sizeof access_list);
    assert_memory_equal(value, access_list, sizeof access_list);
    assert_int_equal(mode_of("plan.yaml"), 0660);

    /* A default access list of the directory does not apply to the replaced file. */
    write_old("plain.yaml");
    assert_int_equal(chmod("plain.yaml", 0640), 0);
    assert_int_equal(setxattr(".", "system.posix_acl_default", access_list, sizeof access_list, 0),
                     0);
    assert_int_equal(append("plain.yaml", "- two\n"), WP_OK);
    assert_int_equal(getxattr("plain.yaml", name, value, sizeof value), -1);
    assert_int_equal(mode_of("plain.yaml"), 0640);
}

/* Function that runs once before rename(2). */
static void (*before_rename)(void);
static int rename_reason;
static int fsyncs_until_failure;
static size_t write_at_most = SIZE_MAX;
static int copies_until_failure;
/* error of copy_file_range(2); for 0 the call copies nothing and returns 0 */
static int copy_reason;

ssize_t write(int fd, const void *bytes, size_t length)
{
    size_t most = length < write_at_most ? length : write_at_most;
    return (ssize_t)syscall(SYS_write, fd, bytes, most);
}

ssize_t copy_file_range(int from, off64_t *from_at, int to, off64_t *to_at, size_t length,
                        unsigned flags)
{
    if (copies_until_failure > 0) {
        if (--copies_until_failure == 0) {
            errno = copy_reason;
            return copy_reason == 0 ? 0 : -1;
        }
        length = 1000;
    }
    return (ssize_t)syscall(SYS_copy_file_range, from, from_at, to, to_at, length, flags);
}

int renameat2(int from, const char *old_name, int to, const char *new_name, unsigned flags)
{
    if (rename_reason != 0) {
        errno = rename_reason;
        return -1;
    }
    void (*happening)(void) = before_rename;
    before_rename = NULL;
    if (happening != NULL)
        happening();
    return (int)syscall(SYS_renameat2, from, old_name, to, new_name, flags);
}

int fsync(int fd)
{
    if (fsyncs_until_failure > 0 && --fsyncs_until_failure == 0) {
        errno = EIO;
        return -1;
    }
    return (int)syscall(SYS_fsync, fd);
}

static void test_short_writes(void **state)
{
    (void)state;
    write_at_most = 7;
    test_change(NULL);
    write_at_most = 100000;
    test_patches(NULL);
    write_at_most = SIZE_MAX;
}

static void test_copying_by_hand(void **state)
{
    enum { SIZE = 1 << 20 };
    (void)state;
    char *bytes = malloc(SIZE);
    assert_non_null(bytes);
    for (size_t i = 0; i < SIZE; i++)
        bytes[i] = (char)(i * 2654435761u >> 13);
    for (int calls = 1; calls <= 6; calls++) {
        copies_until_failure = (calls + 1) / 2;
        copy_reason = calls % 2 == 0 ? EXDEV : 0;
        assert_patched((struct wp_str){bytes, SIZE},
                       (struct wp_piece[]){{SIZE - 10, 5, wp_str("other")}}, 1);
        assert_int_equal(copies_until_failure, 0);
    }
    free(bytes);
}

static void assert_noticed_late(void (*edit)(void), bool is_new)
{
    unlink("plan.yaml");
    if (!is_new)
        write_old("plan.yaml");
    before_rename = edit;
    assert_int_equal(append("plan.yaml", "- three\n"), WP_BUSY);
    assert_null(before_rename);
    wait_for_other();
    assert_int_equal(entries("."), 1);
}

static void test_editor_at_the_last_moment(void **state)
{
    (void)state;
    assert_noticed_late(edit_in_place, false);
    assert_new("plan.yaml");
    assert_noticed_late(edit_by_renaming, false);
    assert_new("plan.yaml");
    assert_noticed_late(edit_in_place, true);
    assert_new("plan.yaml");

    write_old("plan.yaml");
    before_rename = edit_by_removing;
    assert_int_equal(append("plan.yaml", "- three\n"), WP_BUSY);
    assert_int_equal(entries("."), 0);
}

static void test_no_exchange(void **state)
{
    static const int reasons[] = {ENOSYS, ENOTSUP, EINVAL};
    (void)state;
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        unlink("plan.yaml");
        rename_reason = reasons[i];
        assert_int_equal(append("plan.yaml", old_plan), WP_OK);
        assert_old("plan.yaml");
        assert_int_equal(append("plan.yaml", "- two\n"), WP_OK);
        assert_new("plan.yaml");
    }
    rename_reason = EIO;
    assert_int_equal(append("plan.yaml", "- three\n"), WP_IO);
    assert_new("plan.yaml");
    assert_int_equal(entries("."), 1);
    rename_reason = 0;
}

static void test_failing_disk(void **state)
{
    (void)state;
    write_old("plan.yaml");
    for (int which = 1; which <= 2; which++) {
        fsyncs_until_failure = which;
        assert_int_equal(append("plan.yaml", "- two\n"), WP_IO);
        assert_int_equal(fsyncs_until_failure, 0);
        assert_string_equal(error.message,
                            "cannot write plan.yaml: Input/output error (it is not changed)");
        assert_old("plan.yaml");
        assert_int_equal(entries("."), 1);
    }
    fsyncs_until_failure = 2;
    assert_int_equal(append("new.yaml", old_plan), WP_IO);
    assert_string_equal(
        error.message,
        "new.yaml is written, but may be lost in a power failure: Input/output error");
    assert_old("new.yaml");
    fsyncs_until_failure = 3; /* two succeed: one for the file, one for the directory */
    assert_int_equal(append("plan.yaml", "- two\n"), WP_OK);
    assert_int_equal(fsyncs_until_failure, 1);
    fsyncs_until_failure = 0;
}

#endif

#define IN_SCRATCH(test) cmocka_unit_test_setup_teardown(test, scratch_begin, scratch_end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(test_new_file),
        IN_SCRATCH(test_change),
        IN_SCRATCH(test_patches),
        IN_SCRATCH(test_misfit_patches),
        IN_SCRATCH(test_links),
        IN_SCRATCH(test_refused),
        IN_SCRATCH(test_long_name),
        IN_SCRATCH(test_editor_meanwhile),
        IN_SCRATCH(test_litter),
        IN_SCRATCH(test_lock),
        IN_SCRATCH(test_lock_is_given_back),
        IN_SCRATCH(test_concurrent_changes),
        IN_SCRATCH(test_file_size_limit),
        IN_SCRATCH(test_owner),
#ifdef __linux__
        IN_SCRATCH(test_extended_attributes),
        IN_SCRATCH(test_access_list),
        IN_SCRATCH(test_short_writes),
        IN_SCRATCH(test_copying_by_hand),
        IN_SCRATCH(test_editor_at_the_last_moment),
        IN_SCRATCH(test_no_exchange),
        IN_SCRATCH(test_failing_disk),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
