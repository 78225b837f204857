#include "os/state_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "os/atomic_file.h"
#include "os/home.h"
#include "os/retry.h"

enum { BLOCK_SIZE = 64 << 10 };

static enum wp_status fail(const struct wp_state_file *file, const char *what,
                           enum wp_status status, struct wp_error *error)
{
    return wp_error_set(error, status, "cannot %s %s: %s", what, file->path.data, strerror(errno));
}

/* Where the file is, with the directory cut off at its last slash. */
static enum wp_status find_path(struct wp_state_file *file, const char *name,
                                struct wp_error *error)
{
    struct wp_buf directory = WP_BUF_INIT;

    if (!wp_home_path(&directory, "XDG_STATE_HOME", ".local/state"))
        return wp_error_set(error, WP_CONFIG, "there is no home directory");
    wp_buf_append(&file->path, wp_buf_str(&directory));
    wp_buf_puts(&file->path, "/weekplan/");
    wp_buf_puts(&file->path, name);
    file->path.failed = file->path.failed || directory.failed;
    wp_buf_free(&directory);
    return file->path.failed ? wp_error_set_no_memory(error) : WP_OK;
}

static enum wp_status state_file_open_directory(struct wp_state_file *file, const char *name,
                                                bool make, struct wp_error *error)
{
    struct wp_buf directory = WP_BUF_INIT;
    enum wp_status status = WP_OK;

    wp_buf_append(&directory, (struct wp_str){file->path.data, file->path.length - strlen(name)});
    if (directory.failed)
        return wp_error_set_no_memory(error);
    file->place.directory = wp_path_open_directory(directory.data, make);
    if (file->place.directory < 0)
        status = fail(file, "open the directory of",
                      errno == ENOENT && !make ? WP_MISSING : WP_CANNOT_CREATE, error);
    wp_buf_free(&directory);
    return status;
}

/* A file that would be written has to be nobody else's, under no other name. */
static enum wp_status check_ours(const struct wp_state_file *file, const struct stat *info,
                                 struct wp_error *error)
{
    if (info->st_nlink > 1)
        return wp_error_set(error, WP_CANNOT_CREATE, "%s has other names (hard links)",
                            file->path.data);
    if (info->st_uid != geteuid())
        return wp_error_set(error, WP_CANNOT_CREATE, "%s belongs to somebody else",
                            file->path.data);
    return WP_OK;
}

/* A link is not followed, wherever it leads; a FIFO does not keep us waiting. */
static enum wp_status open_file(struct wp_state_file *file, bool make, struct wp_error *error)
{
    int flags =
        (make ? O_RDWR | O_CREAT : O_RDONLY) | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    struct stat info;

    WP_RETRY(file->fd, openat(file->place.directory, file->place.entry, flags, 0600));
    if (file->fd < 0)
        return fail(file, "open", errno == ENOENT && !make ? WP_MISSING : WP_CANNOT_CREATE, error);
    if (fstat(file->fd, &info) != 0)
        return fail(file, "open", WP_CANNOT_CREATE, error);
    if (!S_ISREG(info.st_mode))
        return wp_error_set(error, WP_CANNOT_CREATE, "%s is not a regular file", file->path.data);
    return make ? check_ours(file, &info, error) : WP_OK;
}

enum wp_status wp_state_file_open(struct wp_state_file *file, const char *name, bool make,
                                  struct wp_error *error)
{
    enum wp_status status;

    *file = (struct wp_state_file){.place = {.directory = -1}, .fd = -1};
    status = find_path(file, name, error);
    if (status == WP_OK)
        status = state_file_open_directory(file, name, make, error);
    if (status != WP_OK)
        return status;
    file->place.name = file->path.data;
    file->place.entry = file->path.data + file->path.length - strlen(name);
    return open_file(file, make, error);
}

enum wp_status wp_state_file_read(struct wp_state_file *file, size_t limit, struct wp_buf *bytes,
                                  struct wp_error *error)
{
    char block[BLOCK_SIZE];
    off_t at = 0;

    for (;;) {
        ssize_t count;

        WP_RETRY(count, pread(file->fd, block, sizeof block, at));
        if (count < 0)
            return fail(file, "read", WP_IO, error);
        if (count == 0)
            return bytes->failed ? wp_error_set_no_memory(error) : WP_OK;
        at += count;
        if ((uintmax_t)at > limit) {
            wp_buf_clear(bytes);
            return WP_OK;
        }
        wp_buf_append(bytes, (struct wp_str){block, (size_t)count});
    }
}

static bool state_file_write_all(int fd, struct wp_str bytes, off_t at)
{
    while (bytes.length > 0) {
        ssize_t count;

        WP_RETRY(count, pwrite(fd, bytes.data, bytes.length, at));
        if (count < 0)
            return false;
        bytes = wp_str_slice(bytes, (size_t)count, bytes.length);
        at += count;
    }
    return true;
}

static bool cut(int fd, size_t length)
{
    int result;

    WP_RETRY(result, ftruncate(fd, (off_t)length));
    return result == 0;
}

enum wp_status wp_state_file_write(struct wp_state_file *file, size_t offset, struct wp_str bytes,
                                   struct wp_error *error)
{
    enum wp_status status;

    if (cut(file->fd, offset) && state_file_write_all(file->fd, bytes, (off_t)offset))
        return WP_OK;
    status = fail(file, "write", WP_IO, error);
    (void)cut(file->fd, offset);
    return status;
}

enum wp_status wp_state_file_replace(struct wp_state_file *file, struct wp_str bytes,
                                     struct wp_error *error)
{
    struct wp_atomic_file replacement = WP_ATOMIC_FILE_INIT;
    struct stat old;
    enum wp_status status;
    int fd;

    wp_atomic_file_sweep(&file->place, NULL);
    if (fstatat(file->place.directory, file->place.entry, &old, AT_SYMLINK_NOFOLLOW) != 0)
        return fail(file, "write", WP_IO, error);
    status = wp_atomic_file_create(&replacement, &file->place, &old, error);
    if (status == WP_OK && !state_file_write_all(replacement.fd, bytes, 0))
        status = fail(file, "write", WP_IO, error);
    if (status == WP_OK)
        status = wp_atomic_file_install(&replacement, &old, -1, error);
    if (status == WP_OK) {
        fd = file->fd;
        file->fd = replacement.fd;
        replacement.fd = fd;
    }
    wp_atomic_file_discard(&replacement);
    return status;
}

enum wp_status wp_state_file_set_aside(struct wp_state_file *file, struct wp_error *error)
{
    struct wp_buf name = WP_BUF_INIT;
    int directory = file->place.directory;
    enum wp_status status = WP_OK;

    wp_buf_printf(&name, "%s.old", file->place.entry);
    if (renameat(directory, file->place.entry, directory, name.data) != 0)
        status = fail(file, "set aside", WP_CANNOT_CREATE, error);
    wp_buf_free(&name);
    if (status == WP_OK)
        wp_state_file_close(file);
    return status;
}

enum wp_status wp_state_list(const struct wp_state_file *file, const char *prefix,
                             struct wp_buf *names, struct wp_error *error)
{
    const struct dirent *found;
    DIR *listing = NULL;
    int fd;

    WP_RETRY(fd, openat(file->place.directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd >= 0)
        listing = fdopendir(fd);
    if (listing == NULL) {
        enum wp_status status = fail(file, "list the directory of", WP_IO, error);

        if (fd >= 0)
            close(fd);
        return status;
    }
    errno = 0;
    while ((found = readdir(listing)) != NULL)
        if (strncmp(found->d_name, prefix, strlen(prefix)) == 0)
            wp_buf_append(names, (struct wp_str){found->d_name, strlen(found->d_name) + 1});
    enum wp_status status = errno == 0 ? WP_OK : fail(file, "list the directory of", WP_IO, error);
    closedir(listing);
    return names->failed ? wp_error_set_no_memory(error) : status;
}

enum wp_status wp_state_remove(const struct wp_state_file *file, const char *name,
                               struct wp_error *error)
{
    if (unlinkat(file->place.directory, name, 0) == 0 || errno == ENOENT)
        return WP_OK;
    return wp_error_set(error, WP_IO, "cannot remove %s beside %s: %s", name, file->path.data,
                        strerror(errno));
}

enum wp_status wp_state_sync(const struct wp_state_file *file, struct wp_error *error)
{
    int result;

    WP_RETRY(result, fsync(file->place.directory));
    /* Some file systems have nothing to bring to the disk for a directory. */
    return result == 0 || errno == EINVAL ? WP_OK
                                          : fail(file, "sync the directory of", WP_IO, error);
}

void wp_state_file_close(struct wp_state_file *file)
{
    if (file->fd >= 0)
        close(file->fd);
    wp_path_close(&file->place);
    wp_buf_free(&file->path);
    file->fd = -1;
}
