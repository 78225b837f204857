#include "os/editor_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "os/eintr.h"
#include "os/input_file.h"
#include "os/write_output.h"

static const int ending_signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};

enum { ENDING_SIGNALS = sizeof ending_signals / sizeof ending_signals[0] };

/* The text that the signal handler prints. It is changed only while the signals are blocked. */
static struct wp_str guarded;

/* Block the signals that end the program. */
static void block_signals(sigset_t *before)
{
    sigset_t held;

    (void)sigemptyset(&held);
    for (size_t i = 0; i < ENDING_SIGNALS; i++)
        (void)sigaddset(&held, ending_signals[i]);
    (void)sigprocmask(SIG_BLOCK, &held, before);
}

/* Restore the signal mask. */
static void restore_signals(const sigset_t *before)
{
    (void)sigprocmask(SIG_SETMASK, before, NULL);
}

/* Handle a signal: print the notice, and raise the signal again. SA_RESETHAND has restored the
 * default action, so the second signal ends the program. */
static void print_notice(int number)
{
    ssize_t ignored = write(STDERR_FILENO, guarded.data, guarded.length);

    (void)ignored;
    (void)raise(number);
}

/* Set the handler of the ending signals, except for signals that are ignored. */
static void set_handlers(void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = (int)SA_RESETHAND};
    struct sigaction old;

    (void)sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < ENDING_SIGNALS; i++)
        if (sigaction(ending_signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            (void)sigaction(ending_signals[i], &action, NULL);
}

void wp_editor_file_guard(struct wp_str notice)
{
    sigset_t before;

    block_signals(&before);
    guarded = notice;
    set_handlers(print_notice);
    restore_signals(&before);
}

static const char *temporary_directory(void)
{
    const char *temporary = getenv("TMPDIR");

    return temporary != NULL && temporary[0] == '/' ? temporary : "/tmp";
}

/* Beginning of the names of the directories. */
static const char prefix[] = "weekplan-draft-";

/* The directory of the file, open and locked with flock(2), so that other processes see that the
 * file is in use. -1 if there is none. */
static int locked_directory = -1;

static void unlock_directory(void)
{
    if (locked_directory >= 0)
        (void)close(locked_directory);
    locked_directory = -1;
}

static enum wp_status make_directory(struct wp_editor_file *file, struct wp_error *error)
{
    const char *temporary = temporary_directory();

    wp_buf_printf(&file->directory, "%s/%sXXXXXX", temporary, prefix);
    if (mkdtemp(file->directory.data) != NULL) {
        unlock_directory();
        locked_directory = wp_eintr_open(AT_FDCWD, file->directory.data, O_RDONLY | O_DIRECTORY);
        if (locked_directory >= 0)
            (void)flock(locked_directory, LOCK_EX | LOCK_NB);
        return WP_OK;
    }
    wp_buf_free(&file->directory); /* the directory was not created, so there is none to remove */
    return wp_error_set(error, WP_CANNOT_CREATE, "cannot create a directory in %s: %s", temporary,
                        strerror(errno));
}

/* Create the file `path` with these bytes. */
static enum wp_status write_file(const char *path, struct wp_str bytes, struct wp_error *error)
{
    enum wp_status status = WP_OK;
    int fd = wp_eintr_open(AT_FDCWD, path, O_WRONLY | O_CREAT | O_EXCL);

    if (fd < 0)
        return wp_error_set(error, WP_CANNOT_CREATE, "cannot make %s: %s", path, strerror(errno));
    if (!wp_write_output(fd, bytes))
        status = wp_error_set(error, WP_IO, "cannot write %s: %s", path, strerror(errno));
    /* Ignore EINTR, because on Linux the descriptor is closed even then (close(2)). */
    if (close(fd) != 0 && errno != EINTR && status == WP_OK)
        status = wp_error_set(error, WP_IO, "cannot write %s: %s", path, strerror(errno));
    return status;
}

enum wp_status wp_editor_file_create(struct wp_editor_file *file, const char *name,
                                     struct wp_str bytes, struct wp_error *error)
{
    enum wp_status status;
    sigset_t before;

    block_signals(&before);
    status = make_directory(file, error);
    if (status == WP_OK) {
        wp_buf_printf(&file->path, "%s/%s", file->directory.data, name);
        status = write_file(file->path.data, bytes, error);
    }
    if (status != WP_OK)
        (void)wp_editor_file_discard(file);
    restore_signals(&before);
    return status;
}

static bool is_regular(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

enum wp_status wp_editor_file_read(const struct wp_editor_file *file, struct wp_buf *bytes,
                                   struct wp_error *error)
{
    const char *path = file->path.data;
    struct wp_input_file opened;
    enum wp_status status = wp_input_file_open(&opened, path, error);

    if (status == WP_MISSING && access(path, F_OK) != 0 && errno == ENOENT)
        status = wp_error_set(error, WP_MISSING, "%s no longer exists", path);
    /* the file exists but cannot be read: do not remove the user's text */
    else if (status == WP_MISSING)
        status = is_regular(path) ? WP_IO
                                  : wp_error_set(error, WP_IO, "%s is no longer a text file", path);
    if (status == WP_OK) {
        struct wp_input input = wp_input_file_input(&opened);

        wp_buf_clear(bytes);
        status = wp_input_read(&input, bytes, error);
    }
    wp_input_file_close(&opened);
    return status;
}

enum wp_status wp_editor_file_replace(const struct wp_editor_file *file, struct wp_str bytes,
                                      struct wp_error *error)
{
    struct wp_buf path = WP_BUF_INIT;
    enum wp_status status;
    sigset_t before;

    wp_buf_printf(&path, "%s.new", file->path.data);
    block_signals(&before);
    (void)unlink(path.data); /* an editor may have created this file */
    status = write_file(path.data, bytes, error);
    if (status == WP_OK && rename(path.data, file->path.data) != 0)
        status =
            wp_error_set(error, WP_IO, "cannot replace %s: %s", file->path.data, strerror(errno));
    restore_signals(&before);
    wp_buf_free(&path);
    return status;
}

/* Name of the symbolic link to the plan that the text is for. */
static const char mark[] = ".plan";

void wp_editor_file_mark(const struct wp_editor_file *file, const char *plan)
{
    struct wp_buf path = WP_BUF_INIT;
    int ignored;

    wp_buf_printf(&path, "%s/%s", file->directory.data, mark);
    ignored = symlink(plan, path.data);
    (void)ignored;
    wp_buf_free(&path);
}

enum mark_result { MARK_ABSENT, MARK_SAME, MARK_OTHER };

/* Compare the mark in the open directory with `plan`. */
static enum mark_result compare_mark(int directory, const char *plan)
{
    size_t length = strlen(plan);
    char *marked = wp_memory_array(length + 2, 1);
    ssize_t got = readlinkat(directory, mark, marked, length + 1);
    bool same = got >= 0 && (size_t)got == length && memcmp(marked, plan, length) == 0;

    free(marked);
    return same ? MARK_SAME : got < 0 && errno == ENOENT ? MARK_ABSENT : MARK_OTHER;
}

/* Set `name` to the name of the newest file in the open directory, except hidden files. If `only`
 * is not NULL, take no file of another name. Return the time of the last change of the file. Leave
 * `name` empty if there is none. */
static time_t find_newest(struct wp_buf *name, int directory, const char *only)
{
    int copy = wp_eintr_open(directory, ".", O_RDONLY | O_DIRECTORY);
    DIR *listing = copy >= 0 ? fdopendir(copy) : NULL;
    const struct dirent *entry;
    time_t newest = 0;

    while (listing != NULL && (entry = readdir(listing)) != NULL) {
        struct stat info;

        if (entry->d_name[0] == '.' || (only != NULL && strcmp(entry->d_name, only) != 0) ||
            fstatat(directory, entry->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0 ||
            !S_ISREG(info.st_mode) || (name->length > 0 && info.st_mtime <= newest))
            continue;
        newest = info.st_mtime;
        wp_buf_clear(name);
        wp_buf_puts(name, entry->d_name);
    }
    if (listing != NULL)
        (void)closedir(listing);
    else if (copy >= 0)
        (void)close(copy);
    return newest;
}

/* Whether the open directory belongs to this user, and no process has locked it. */
static bool is_left_behind(int directory)
{
    struct stat info;

    return fstat(directory, &info) == 0 && S_ISDIR(info.st_mode) && info.st_uid == geteuid() &&
           flock(directory, LOCK_SH | LOCK_NB) == 0;
}

/* Insert an empty path before the files that are older than `changed`. If `files` has `limit`
 * elements already, the oldest one is removed. Return the path, or NULL if all are newer. */
static struct wp_buf *insert_left(struct wp_left_file *files, size_t count, size_t limit,
                                  time_t changed)
{
    size_t at = count < limit ? count : limit;

    while (at > 0 && files[at - 1].changed < changed)
        at--;
    if (at == limit)
        return NULL;
    if (count >= limit)
        wp_buf_free(&files[limit - 1].path);
    for (size_t i = count < limit ? count : limit - 1; i > at; i--)
        files[i] = files[i - 1];
    files[at] = (struct wp_left_file){.path = WP_BUF_INIT, .changed = changed};
    return &files[at].path;
}

size_t wp_editor_file_find_left(struct wp_left_file *files, size_t limit, const char *plan,
                                const char *name)
{
    const char *temporary = temporary_directory();
    DIR *listing = opendir(temporary);
    const struct dirent *entry;
    size_t count = 0;

    while (listing != NULL && (entry = readdir(listing)) != NULL) {
        bool named = strncmp(entry->d_name, prefix, sizeof prefix - 1) == 0;
        int directory = named ? wp_eintr_open_no_link(dirfd(listing), entry->d_name) : -1;
        struct wp_buf found = WP_BUF_INIT;
        struct wp_buf *path = NULL;
        enum mark_result marked;
        time_t changed = 0;

        if (directory >= 0 && is_left_behind(directory) &&
            (marked = compare_mark(directory, plan)) != MARK_OTHER)
            changed = find_newest(&found, directory, marked == MARK_ABSENT ? name : NULL);
        if (directory >= 0)
            (void)close(directory);
        if (found.length > 0)
            path = insert_left(files, count++, limit, changed);
        if (path != NULL)
            wp_buf_printf(path, "%s/%s/%s", temporary, entry->d_name, found.data);
        wp_buf_free(&found);
    }
    if (listing != NULL)
        (void)closedir(listing);
    return count;
}

/* Remove the files of a directory. */
static void empty_directory(const char *path)
{
    const struct dirent *found;
    DIR *listing;

    do {
        listing = opendir(path);
    } while (listing == NULL && errno == EINTR);
    if (listing == NULL)
        return;
    /* POSIX allows removing entries between calls of readdir(3). */
    while ((found = readdir(listing)) != NULL)
        (void)unlinkat(dirfd(listing), found->d_name, 0);
    (void)closedir(listing);
}

/* Remove the file and its directory. Return whether the directory is removed. */
static bool remove_files(const struct wp_editor_file *file)
{
    struct wp_buf link = WP_BUF_INIT;

    /* Remove both files by their paths, which works even if the directory cannot be read. */
    wp_buf_printf(&link, "%s/%s", file->directory.data, mark);
    if (file->path.length > 0)
        (void)unlink(file->path.data);
    (void)unlink(link.data);
    wp_buf_free(&link);
    if (rmdir(file->directory.data) == 0)
        return true;
    empty_directory(file->directory.data);
    return rmdir(file->directory.data) == 0 || errno == ENOENT;
}

bool wp_editor_file_discard(struct wp_editor_file *file)
{
    sigset_t before;
    bool removed;

    if (file->directory.length == 0)
        return true;
    block_signals(&before);
    removed = remove_files(file);
    if (removed)
        wp_editor_file_close(file);
    restore_signals(&before);
    return removed;
}

void wp_editor_file_close(struct wp_editor_file *file)
{
    if (guarded.length > 0) {
        set_handlers(SIG_DFL);
        guarded = (struct wp_str){"", 0};
    }
    unlock_directory();
    wp_buf_free(&file->path);
    wp_buf_free(&file->directory);
}
