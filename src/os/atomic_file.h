/*
 * Replace a file atomically: write a temporary file in the same directory, then exchange the names
 * of both files.
 *
 *     struct wp_atomic_file file = WP_ATOMIC_FILE_INIT;
 *     status = wp_atomic_file_create(&file, &path, &old, &error);
 *     ... write to file.fd ...
 *     status = wp_atomic_file_install(&file, &old, -1, &error);
 *     wp_atomic_file_discard(&file);                  // after success and failure
 *
 * The temporary name is .NAME.weekplan- with a suffix: the inode of the new file and a fingerprint
 * of the old file, 13 digits each. The caller holds the lock of the directory (see
 * directory_lock.h). So any other file with a temporary name is of a killed run. By its suffix,
 * that file is either the new version, or, after the exchange, the old file. If it is neither,
 * another program has saved it, and it is not removed.
 */
#ifndef OS_ATOMIC_FILE_H
#define OS_ATOMIC_FILE_H

#include <stdbool.h>
#include <sys/stat.h>

#include "os/real_path.h"
#include <weekplan/buf.h>

enum { WP_ATOMIC_FILE_NAME_SIZE = 256 };

struct wp_atomic_file {
    const struct wp_path *path;           /* borrowed; path of the file to replace */
    int fd;                               /* descriptor of the new file, or -1 */
    char entry[WP_ATOMIC_FILE_NAME_SIZE]; /* the temporary name; empty if no file has it */
    struct stat written;                  /* fstat(2) of the new file, after its sync */
    /* whether the new file is at `path`; possible also after an error */
    bool installed;
};

#define WP_ATOMIC_FILE_INIT                                                                        \
    {                                                                                              \
        .fd = -1                                                                                   \
    }

/* Create an empty temporary file (0600) to replace the file `old`, or NULL if the file is absent.
 * `file` borrows `path`. Return WP_CANNOT_CREATE if that fails. */
enum wp_status wp_atomic_file_create(struct wp_atomic_file *file, const struct wp_path *path,
                                     const struct stat *old, struct wp_error *error);

/*
 * Sync the new file, exchange its name with the old file, and sync the directory. `old` is the
 * result of fstatat(2) when the old file was read, or NULL if the file was absent. `lease` is the
 * descriptor with a lease on the old file (see file_lease.h), or -1.
 *
 * WP_BUSY  another program has changed or replaced the old file, or is about to; no change is made
 * WP_IO    writing failed; no change is made, unless the message names the file with the new bytes
 */
enum wp_status wp_atomic_file_install(struct wp_atomic_file *file, const struct stat *old,
                                      int lease, struct wp_error *error);

/*
 * Remove the file at `path` if it is still `old`, and sync the directory. First rename the file, so
 * that it can be renamed back if another program has just saved it. Return as
 * wp_atomic_file_install does.
 */
enum wp_status wp_atomic_file_remove(const struct wp_path *path, const struct stat *old, int lease,
                                     struct wp_error *error);

/* Close the new file, and remove the file with the temporary name. No-op on WP_ATOMIC_FILE_INIT. */
void wp_atomic_file_discard(struct wp_atomic_file *file);

/* Remove the temporary files for `path` that killed processes have left. Do not remove files to
 * which another program has written: append their names to `kept`, separated by ", ". NULL is
 * allowed for `kept`. */
void wp_atomic_file_sweep(const struct wp_path *path, struct wp_buf *kept);

#endif
