#include "os/state_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "os/atomic_file.h"
#include "os/eintr.h"
#include "os/user.h"

enum { BLOCK_SIZE = 64 << 10 };

static enum wp_status fail_state(const struct wp_state_file *file, const char *what,
                                 enum wp_status status, struct wp_error *error)
{
    return wp_error_set(error, status, "cannot %s %s: %s", what, file->name.data, strerror(errno));
}

/* Open the state directory, and set the path of the file `name` in it. */
static enum wp_status open_state_directory(struct wp_state_file *file, const char *name, bool make,
                                           struct wp_error *error)
{
    struct wp_buf directory = WP_BUF_INIT;
    enum wp_status status = WP_OK;

    if (!wp_user_path(&directory, "XDG_STATE_HOME", ".local/state"))
        return wp_error_set(error, WP_CONFIG, "there is no home directory");
    wp_buf_puts(&directory, "/weekplan/");
    wp_buf_append(&file->name, wp_buf_str(&directory));
    wp_buf_puts(&file->name, name);
    file->path = (struct wp_path){.directory = wp_path_open_directory(directory.data, make),
                                  .entry = file->name.data + directory.length,
                                  .name = file->name.data};
    if (file->path.directory < 0)
        status = fail_state(file, "open the directory of",
                            errno == ENOENT && !make ? WP_MISSING : WP_CANNOT_CREATE, error);
    wp_buf_free(&directory);
    return status;
}

/* Check that a file that is to be written belongs to the user and has no hard links. */
static enum wp_status check_ours(const struct wp_state_file *file, const struct stat *info,
                                 struct wp_error *error)
{
    if (info->st_nlink > 1)
        return wp_error_set(error, WP_CANNOT_CREATE, "%s has other names (hard links)",
                            file->name.data);
    if (info->st_uid != geteuid())
        return wp_error_set(error, WP_CANNOT_CREATE, "%s belongs to somebody else",
                            file->name.data);
    return WP_OK;
}

/* Open the file at file->path. Fail if it is a symbolic link, and do not block on a FIFO. */
static enum wp_status open_state_file(struct wp_state_file *file, bool make, struct wp_error *error)
{
    int flags = (make ? O_RDWR | O_CREAT : O_RDONLY) | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
    struct stat info;

    file->fd = wp_eintr_open(file->path.directory, file->path.entry, flags);
    if (file->fd < 0)
        return fail_state(file, "open", errno == ENOENT && !make ? WP_MISSING : WP_CANNOT_CREATE,
                          error);
    if (fstat(file->fd, &info) != 0)
        return fail_state(file, "open", WP_CANNOT_CREATE, error);
    if (!S_ISREG(info.st_mode))
        return wp_error_set(error, WP_CANNOT_CREATE, "%s is not a regular file", file->name.data);
    return make ? check_ours(file, &info, error) : WP_OK;
}

enum wp_status wp_state_file_open(struct wp_state_file *file, const char *name, bool make,
                                  struct wp_error *error)
{
    enum wp_status status;

    *file = (struct wp_state_file){.path = {.directory = -1}, .fd = -1};
    status = open_state_directory(file, name, make, error);
    return status == WP_OK ? open_state_file(file, make, error) : status;
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
            return fail_state(file, "read", WP_IO, error);
        if (count == 0)
            return WP_OK;
        at += count;
        if ((uintmax_t)at > limit) {
            wp_buf_clear(bytes);
            return WP_OK;
        }
        wp_buf_append(bytes, (struct wp_str){block, (size_t)count});
    }
}

static bool write_at(int fd, struct wp_str bytes, off_t at)
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

static bool truncate_at(int fd, size_t length)
{
    int result;

    WP_RETRY(result, ftruncate(fd, (off_t)length));
    return result == 0;
}

enum wp_status wp_state_file_write(struct wp_state_file *file, size_t offset, struct wp_str bytes,
                                   struct wp_error *error)
{
    enum wp_status status;

    if (truncate_at(file->fd, offset) && write_at(file->fd, bytes, (off_t)offset))
        return WP_OK;
    status = fail_state(file, "write", WP_IO, error);
    (void)truncate_at(file->fd, offset);
    return status;
}

enum wp_status wp_state_file_replace(struct wp_state_file *file, struct wp_str bytes,
                                     struct wp_error *error)
{
    struct wp_atomic_file new_file = WP_ATOMIC_FILE_INIT;
    struct stat old;
    enum wp_status status;
    int fd;

    wp_atomic_file_sweep(&file->path, NULL);
    if (fstatat(file->path.directory, file->path.entry, &old, AT_SYMLINK_NOFOLLOW) != 0)
        return fail_state(file, "write", WP_IO, error);
    status = wp_atomic_file_create(&new_file, &file->path, &old, error);
    if (status == WP_OK && !write_at(new_file.fd, bytes, 0))
        status = fail_state(file, "write", WP_IO, error);
    if (status == WP_OK)
        status = wp_atomic_file_install(&new_file, &old, -1, error);
    if (status == WP_OK) {
        fd = file->fd;
        file->fd = new_file.fd;
        new_file.fd = fd;
    }
    wp_atomic_file_discard(&new_file);
    return status;
}

enum wp_status wp_state_file_set_aside(struct wp_state_file *file, struct wp_error *error)
{
    struct wp_buf name = WP_BUF_INIT;
    int directory = file->path.directory;
    enum wp_status status = WP_OK;

    wp_buf_printf(&name, "%s.old", file->path.entry);
    if (renameat(directory, file->path.entry, directory, name.data) != 0)
        status = fail_state(file, "set aside", WP_CANNOT_CREATE, error);
    wp_buf_free(&name);
    if (status == WP_OK)
        wp_state_file_close(file);
    return status;
}

enum wp_status wp_state_file_list(const struct wp_state_file *file, const char *prefix,
                                  struct wp_buf *names, struct wp_error *error)
{
    const struct dirent *found;
    DIR *listing = NULL;
    int fd = wp_eintr_open(file->path.directory, ".", O_RDONLY | O_DIRECTORY);

    if (fd >= 0)
        listing = fdopendir(fd);
    if (listing == NULL) {
        enum wp_status status = fail_state(file, "list the directory of", WP_IO, error);

        if (fd >= 0)
            close(fd);
        return status;
    }
    errno = 0;
    while ((found = readdir(listing)) != NULL)
        if (strncmp(found->d_name, prefix, strlen(prefix)) == 0)
            wp_buf_append(names, (struct wp_str){found->d_name, strlen(found->d_name) + 1});
    enum wp_status status =
        errno == 0 ? WP_OK : fail_state(file, "list the directory of", WP_IO, error);
    closedir(listing);
    return status;
}

enum wp_status wp_state_file_remove(const struct wp_state_file *file, const char *name,
                                    struct wp_error *error)
{
    if (unlinkat(file->path.directory, name, 0) == 0 || errno == ENOENT)
        return WP_OK;
    return wp_error_set(error, WP_IO, "cannot remove %s beside %s: %s", name, file->name.data,
                        strerror(errno));
}

enum wp_status wp_state_file_sync(const struct wp_state_file *file, struct wp_error *error)
{
    if (wp_eintr_sync_directory(file->path.directory))
        return WP_OK;
    return fail_state(file, "sync the directory of", WP_IO, error);
}

void wp_state_file_close(struct wp_state_file *file)
{
    if (file->fd >= 0)
        close(file->fd);
    wp_path_close(&file->path);
    wp_buf_free(&file->name);
    file->fd = -1;
}
