#include <weekplan/save.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "os/atomic_file.h"
#include "os/backoff.h"
#include "os/directory_lock.h"
#include "os/file_attributes.h"
#include "os/file_lease.h"
#include "os/file_writer.h"
#include "os/input_file.h"
#include "os/mount_point.h"
#include "os/real_path.h"

struct wp_save {
    char *name;          /* path of the plan as the user gave it; owned */
    struct wp_path path; /* directory and name of the plan, symbolic links resolved */
    bool is_new;         /* whether the plan does not exist yet */
    struct wp_input_file old;
    struct stat info; /* stat of the old file, taken before it was read */
    int lease;        /* the file descriptor old.fd if it holds a lease, else -1 */
    /* whether the plan file is replaced or removed (see wp_save_is_installed) */
    bool installed;
    struct wp_buf kept; /* names of temporary files, separated by ", " (see wp_save_kept) */
};

/* Return an error if the old file has hard links, which would still be the old plan, if it may not
 * be written, or if it is a mount point. */
static enum wp_status check_replaceable(const struct wp_save *save, struct wp_error *error)
{
    if (save->info.st_nlink > 1)
        return wp_error_set(error, WP_CANNOT_CREATE,
                            "%s has other names (hard links), which would keep the old plan "
                            "(remove them, or use a copy)",
                            save->name);
    if (faccessat(save->path.directory, save->path.entry, W_OK, AT_EACCESS) != 0)
        return wp_error_set(error, WP_CANNOT_CREATE, "cannot change %s: %s", save->name,
                            strerror(errno));
    if (wp_mount_point_is_point(save->path.directory, save->path.entry))
        return wp_mount_point_fail(save->name, error);
    return WP_OK;
}

/* Open the old file, unless it has become a symbolic link. Call fstat(2) before the file is read,
 * so that a later change of the file is found when it is replaced. */
static enum wp_status open_old(struct wp_save *save, struct wp_error *error)
{
    const struct wp_path *path = &save->path;
    if (fstatat(path->directory, path->entry, &save->info, AT_SYMLINK_NOFOLLOW) != 0) {
        save->is_new = errno == ENOENT;
        if (save->is_new)
            return WP_OK;
        return wp_error_set(error, WP_IO, "cannot open %s: %s", save->name, strerror(errno));
    }
    struct stat seen = save->info;
    enum wp_status status =
        wp_input_file_open_at(&save->old, path->directory, path->entry, save->name, error);
    if (status != WP_OK)
        return status;

    enum wp_lease lease = wp_lease_take(save->old.fd);
    save->lease = lease == WP_LEASE_HELD ? save->old.fd : -1;
    if (fstat(save->old.fd, &save->info) != 0)
        return wp_error_set(error, WP_IO, "cannot read %s: %s", save->name, strerror(errno));
    save->old.size = (uint64_t)save->info.st_size;
    if (lease == WP_LEASE_WRITER || seen.st_ino != save->info.st_ino ||
        seen.st_dev != save->info.st_dev || wp_input_file_just_emptied(save->old.fd, &save->info))
        return wp_lease_fail(save->name, error);
    return check_replaceable(save, error);
}

static void close_old(struct wp_save *save)
{
    wp_input_file_close(&save->old);
    save->lease = -1;
}

/* Open the old file. While another program writes to it, release the lease so that this program can
 * continue, and wait. Open the file again each time, because it may have been replaced. */
static enum wp_status wait_for_old(struct wp_save *save, struct wp_error *error)
{
    struct wp_backoff backoff = {.limit = WP_WRITER_WAIT};
    for (;;) {
        enum wp_status status = open_old(save, error);
        if (status != WP_BUSY)
            return status;
        close_old(save);
        if (!wp_backoff_pause(&backoff))
            return status;
    }
}

enum wp_status wp_save_begin(struct wp_save **save, const char *path, struct wp_error *error)
{
    *save = NULL;
    enum wp_status status = WP_OK;
    struct wp_save *begun = wp_memory_array(1, sizeof *begun);
    begun->path.directory = -1;
    begun->old = (struct wp_input_file){.fd = -1};
    begun->lease = -1;
    begun->name = wp_memory_strdup(path);
    begun->old.name = begun->name;

    status = wp_path_open(&begun->path, begun->name, error);
    if (status != WP_OK)
        goto out;
    status = wp_directory_lock_take(begun->path.directory, WP_LOCK_WAIT, begun->name, error);
    if (status != WP_OK)
        goto out;
    wp_atomic_file_sweep(&begun->path, &begun->kept);
    status = wait_for_old(begun, error);
    if (status != WP_OK)
        goto out;
    *save = begun;
    begun = NULL;
out:
    wp_save_end(begun);
    return status;
}

bool wp_save_is_new(const struct wp_save *save)
{
    return save->is_new;
}

struct wp_input wp_save_input(struct wp_save *save)
{
    return wp_input_file_input(&save->old);
}

/* Write the new file: the old file with the patch applied. */
static enum wp_status write_patched(struct wp_save *save, const struct wp_patch *patch,
                                    struct wp_file_writer *writer, struct wp_error *error)
{
    enum wp_status status = WP_OK;
    uint64_t size = save->old.size;
    uint64_t at = 0;
    for (size_t i = 0; i < patch->count; i++) {
        const struct wp_piece *piece = &patch->pieces[i];
        if (piece->offset < at || piece->offset > size || piece->length > size - piece->offset)
            return wp_error_set(error, WP_BUG, "a patch does not fit %s (nothing is changed)",
                                save->name);
        status = wp_file_writer_copy(writer, &save->old, at, piece->offset - at, error);
        if (status != WP_OK)
            return status;
        status = wp_file_writer_put(writer, piece->text, error);
        if (status != WP_OK)
            return status;
        at = piece->offset + piece->length;
    }
    status = wp_file_writer_copy(writer, &save->old, at, size - at, error);
    if (status != WP_OK)
        return status;
    return wp_file_writer_flush(writer, error);
}

enum wp_status wp_save_commit(struct wp_save *save, const struct wp_patch *patch,
                              struct wp_error *error)
{
    enum wp_status status = WP_OK;
    struct wp_file_writer *writer = NULL;
    struct wp_atomic_file new_file = WP_ATOMIC_FILE_INIT;
    if (wp_lease_is_broken(save->lease))
        return wp_lease_fail(save->name, error);
    writer = wp_file_writer_new(save->name);
    status =
        wp_atomic_file_create(&new_file, &save->path, save->is_new ? NULL : &save->info, error);
    if (status != WP_OK)
        goto out;
    wp_file_writer_begin(writer, new_file.fd);
    status = write_patched(save, patch, writer, error);
    if (status != WP_OK)
        goto out;
    if (!save->is_new) {
        status = wp_file_attributes_copy(save->old.fd, &save->info, new_file.fd, save->name, error);
        if (status != WP_OK)
            goto out;
    }
    status =
        wp_atomic_file_install(&new_file, save->is_new ? NULL : &save->info, save->lease, error);
    save->installed = new_file.installed;
out:
    wp_file_writer_free(writer);
    wp_atomic_file_discard(&new_file);
    return status;
}

enum wp_status wp_save_remove(struct wp_save *save, struct wp_error *error)
{
    struct stat there;
    enum wp_status status = wp_atomic_file_remove(&save->path, &save->info, save->lease, error);
    save->installed =
        fstatat(save->path.directory, save->path.entry, &there, AT_SYMLINK_NOFOLLOW) != 0 &&
        errno == ENOENT;
    return status;
}

bool wp_save_is_installed(const struct wp_save *save)
{
    return save->installed;
}

struct wp_str wp_save_kept(const struct wp_save *save)
{
    return wp_buf_str(&save->kept);
}

char *wp_save_real_path(const struct wp_save *save)
{
    return wp_path_real(&save->path);
}

void wp_save_end(struct wp_save *save)
{
    if (save == NULL)
        return;
    close_old(save);
    wp_path_close(&save->path);
    wp_buf_free(&save->kept);
    free(save->name);
    free(save);
}
