/*
 * A file that replaces another one atomically: a temporary file beside it, which then gets
 * its name.
 *
 *     struct wp_atomic_file file = WP_ATOMIC_FILE_INIT;
 *     status = wp_atomic_file_create(&file, &path, &old, &error);
 *     ... write to file.fd ...
 *     status = wp_atomic_file_install(&file, &old, -1, &error);
 *     wp_atomic_file_discard(&file);                  // in any case
 *
 * The temporary name is .NAME.weekplan-, then the inode of the file and a fingerprint of the
 * file to replace, 13 digits each. The caller holds the lock of the directory (see lock.h).
 * So a file with a temporary name that was there before was left by a killed run: it is the
 * new version, or the old one after the exchange of their names. If it is neither, another
 * program has saved it, and it is kept.
 */
#ifndef OS_ATOMIC_FILE_H
#define OS_ATOMIC_FILE_H

#include <stdbool.h>
#include <sys/stat.h>

#include "os/real_path.h"
#include <weekplan/buf.h>

enum { WP_ATOMIC_FILE_NAME_SIZE = 256 };

struct wp_atomic_file {
    const struct wp_path *path;           /* borrowed; where the file is to be */
    int fd;                               /* -1 if it is not open */
    char entry[WP_ATOMIC_FILE_NAME_SIZE]; /* the temporary name; empty if it is not used */
    struct stat written;                  /* of the new version, after its sync */
    bool installed;                       /* the new version has its name, even after an error */
};

#define WP_ATOMIC_FILE_INIT                                                                        \
    {                                                                                              \
        .fd = -1                                                                                   \
    }

/* Create an empty temporary file (0600), which is to replace `old`; NULL if there is no file
 * to replace. It borrows `path`. WP_CANNOT_CREATE. */
enum wp_status wp_atomic_file_create(struct wp_atomic_file *file, const struct wp_path *path,
                                     const struct stat *old, struct wp_error *error);

/*
 * Sync the file, give it its name and sync the directory. `old` is from fstatat(2) when the
 * old file was read, or NULL if there was none. `lease` is the descriptor with a lease on the
 * old file, or -1.
 *
 * WP_BUSY  another program has changed or replaced the old file, or is about to; it stays
 * WP_IO    writing failed; the old file stays, unless the message says otherwise
 */
enum wp_status wp_atomic_file_install(struct wp_atomic_file *file, const struct stat *old,
                                      int lease, struct wp_error *error);

/*
 * Remove the file at `path` if it is still `old`, and sync the directory. The file is renamed
 * first, so that it can be put back if another program has saved it meanwhile. Fails as
 * wp_atomic_file_install does.
 */
enum wp_status wp_atomic_file_remove(const struct wp_path *path, const struct stat *old, int lease,
                                     struct wp_error *error);

/* Close the file and remove the temporary name. No-op on WP_ATOMIC_FILE_INIT. */
void wp_atomic_file_discard(struct wp_atomic_file *file);

/* Remove the temporary files that killed runs have left for `path`. Append the names of those
 * that another program has saved to `kept`, separated by ", ". NULL is allowed for `kept`. */
void wp_atomic_file_sweep(const struct wp_path *path, struct wp_buf *kept);

#endif
