#include "os/tmpfile.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "os/file.h"
#include "os/output.h"
#include "os/retry.h"

static const int ending_signals[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};

enum { ENDING_SIGNALS = sizeof ending_signals / sizeof ending_signals[0] };

static struct wp_str guarded; /* read by the handler: changed while signals wait */

static void hold_signals(sigset_t *before)
{
    sigset_t held;

    (void)sigemptyset(&held);
    for (size_t i = 0; i < ENDING_SIGNALS; i++)
        (void)sigaddset(&held, ending_signals[i]);
    (void)sigprocmask(SIG_BLOCK, &held, before);
}

static void let_signals(const sigset_t *before)
{
    (void)sigprocmask(SIG_SETMASK, before, NULL);
}

/* The handler is used once: what comes after it ends the program. */
static void print_notice(int number)
{
    ssize_t ignored = write(STDERR_FILENO, guarded.data, guarded.length);

    (void)ignored;
    (void)raise(number);
}

static void set_handlers(void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = (int)SA_RESETHAND};
    struct sigaction old;

    (void)sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < ENDING_SIGNALS; i++)
        if (sigaction(ending_signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            (void)sigaction(ending_signals[i], &action, NULL);
}

void wp_draft_guard(struct wp_str notice)
{
    sigset_t before;

    hold_signals(&before);
    guarded = notice;
    set_handlers(print_notice);
    let_signals(&before);
}

static enum wp_status make_directory(struct wp_tmpfile *draft, struct wp_error *error)
{
    const char *temporary = getenv("TMPDIR");

    if (temporary == NULL || temporary[0] != '/')
        temporary = "/tmp";
    wp_buf_printf(&draft->directory, "%s/weekplan-XXXXXX", temporary);
    if (draft->directory.failed)
        return wp_error_set_no_memory(error);
    if (mkdtemp(draft->directory.data) != NULL)
        return WP_OK;
    wp_buf_free(&draft->directory); /* there is none to be removed */
    return wp_error_set(error, WP_CANNOT_CREATE, "cannot make a directory in %s: %s", temporary,
                        strerror(errno));
}

static enum wp_status write_file(const struct wp_tmpfile *draft, struct wp_str bytes,
                                 struct wp_error *error)
{
    const char *path = draft->path.data;
    enum wp_status status = WP_OK;
    int fd;

    WP_RETRY(fd, open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (fd < 0)
        return wp_error_set(error, WP_CANNOT_CREATE, "cannot make %s: %s", path, strerror(errno));
    if (!wp_output_write(fd, bytes))
        status = wp_error_set(error, WP_IO, "cannot write %s: %s", path, strerror(errno));
    /* An interrupted one has closed it. */
    if (close(fd) != 0 && errno != EINTR && status == WP_OK)
        status = wp_error_set(error, WP_IO, "cannot write %s: %s", path, strerror(errno));
    return status;
}

enum wp_status wp_tmpfile_create(struct wp_tmpfile *draft, const char *name, struct wp_str bytes,
                                 struct wp_error *error)
{
    enum wp_status status;
    sigset_t before;

    hold_signals(&before);
    status = make_directory(draft, error);
    if (status == WP_OK) {
        wp_buf_printf(&draft->path, "%s/%s", draft->directory.data, name);
        status =
            draft->path.failed ? wp_error_set_no_memory(error) : write_file(draft, bytes, error);
    }
    if (status != WP_OK)
        (void)wp_tmpfile_discard(draft);
    let_signals(&before);
    return status;
}

enum wp_status wp_tmpfile_read(const struct wp_tmpfile *draft, struct wp_buf *bytes,
                               struct wp_error *error)
{
    const char *path = draft->path.data;
    struct wp_file file;
    enum wp_status status = wp_file_open(&file, path, error);

    if (status == WP_MISSING && access(path, F_OK) != 0 && errno == ENOENT)
        status = wp_error_set(error, WP_MISSING, "there is no file at %s any more", path);
    else if (status == WP_MISSING)
        status = WP_IO; /* it is there: what is in it may be all that somebody wrote */
    if (status == WP_OK) {
        struct wp_input input = wp_file_input(&file);

        wp_buf_clear(bytes);
        status = wp_input_read(&input, bytes, error);
    }
    wp_file_close(&file);
    return status;
}

static void empty_directory(const char *path)
{
    const struct dirent *found;
    DIR *listing;

    do {
        listing = opendir(path);
    } while (listing == NULL && errno == EINTR);
    if (listing == NULL)
        return;
    /* Entries that go while they are listed are not met twice. */
    while ((found = readdir(listing)) != NULL)
        (void)unlinkat(dirfd(listing), found->d_name, 0);
    (void)closedir(listing);
}

static bool remove_files(const struct wp_tmpfile *draft)
{
    /* What is known to be there goes even if nothing can be listed. */
    if (draft->path.length > 0)
        (void)unlink(draft->path.data);
    if (rmdir(draft->directory.data) == 0)
        return true;
    empty_directory(draft->directory.data);
    return rmdir(draft->directory.data) == 0 || errno == ENOENT;
}

bool wp_tmpfile_discard(struct wp_tmpfile *draft)
{
    sigset_t before;
    bool removed;

    if (draft->directory.length == 0)
        return true;
    hold_signals(&before);
    removed = remove_files(draft);
    if (removed)
        wp_tmpfile_close(draft);
    let_signals(&before);
    return removed;
}

void wp_tmpfile_close(struct wp_tmpfile *draft)
{
    if (guarded.length > 0) {
        set_handlers(SIG_DFL);
        guarded = (struct wp_str){"", 0};
    }
    wp_buf_free(&draft->path);
    wp_buf_free(&draft->directory);
}
