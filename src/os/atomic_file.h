/*
 * The new version of a file: a temporary file beside it that takes its place.
 *
 *     struct wp_atomic_file new = WP_ATOMIC_FILE_INIT;
 *     status = wp_atomic_file_create(&new, &place, &old_info, &error);
 *     ... write to new.fd ...
 *     status = wp_atomic_file_install(&new, &old_info, &error);
 *     wp_atomic_file_discard(&new);                  // in any case
 *
 * Its name is .NAME.weekplan- and then the inode of the file and a fingerprint of
 * what it replaces, 13 digits each. Whoever calls these functions holds the lock of
 * the directory (see lock.h), so that a file of such a name that was there before
 * is what a killed run has left: the new version, or the old one after the
 * exchange. Neither of them, it is what somebody else has saved, and stays.
 */
#ifndef OS_ATOMIC_FILE_H
#define OS_ATOMIC_FILE_H

#include <stdbool.h>
#include <sys/stat.h>

#include "os/path.h"
#include <weekplan/buf.h>

enum { WP_ATOMIC_FILE_NAME_SIZE = 256 };

struct wp_atomic_file {
    const struct wp_path *place;          /* borrowed */
    int fd;                               /* -1: there is none */
    char entry[WP_ATOMIC_FILE_NAME_SIZE]; /* empty: no such file, or no longer */
    struct stat written;                  /* of the new version when it was on the disk */
    bool stands; /* the new version is in its place, whatever has failed then */
};

#define WP_ATOMIC_FILE_INIT                                                                        \
    {                                                                                              \
        .fd = -1                                                                                   \
    }

/* Makes an empty file, 0600, whatever links are planted there, to replace `old`
 * (NULL: nothing). Fails with WP_CANNOT_CREATE. */
enum wp_status wp_atomic_file_create(struct wp_atomic_file *replacement,
                                     const struct wp_path *place, const struct stat *old,
                                     struct wp_error *error);

/*
 * Brings the bytes to the disk and the file to its place, and that to the disk.
 * `old` is what fstatat(2) said of the file there when it was read, NULL when
 * there was none; `lease` is the descriptor that holds a lease on it, else -1.
 *
 * WP_BUSY  the file there is another one now, or it has changed, or somebody is
 *          about to write into it; it stays
 * WP_IO    the file there is the old one, unless the message says otherwise
 */
enum wp_status wp_atomic_file_install(struct wp_atomic_file *replacement, const struct stat *old,
                                      int lease, struct wp_error *error);

/*
 * Removes the file of the place, durably, when it is still `old`. It leaves under
 * a temporary name first, so that what somebody has saved in the last moment can
 * go back. WP_BUSY, WP_IO as above.
 */
enum wp_status wp_atomic_file_remove(const struct wp_path *place, const struct stat *old, int lease,
                                     struct wp_error *error);

/* Closes the file, and removes what is left: the new version that was not installed,
 * or the old one. NULL-initialized is fine. */
void wp_atomic_file_discard(struct wp_atomic_file *replacement);

/* Removes what killed runs have left, as far as it is there and can be. The names
 * of files that hold what others have written are appended to `kept`, unless that
 * is NULL. */
void wp_atomic_file_sweep(const struct wp_path *place, struct wp_buf *kept);

#endif
