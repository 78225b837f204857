/*
 * Saving a change of the plan file. After any failure the file has either all of its old bytes or
 * all of its new bytes.
 *
 *     struct wp_save *save = NULL;
 *     status = wp_save_begin(&save, path, &error);      // takes the lock
 *     struct wp_input input = wp_save_input(save);      // the old bytes
 *     ... load a week, edit it ...
 *     status = wp_save_commit(save, &patch, &error);    // synced if WP_OK
 *     wp_save_end(save);                                // releases the lock
 *
 * weekplan processes that write exclude each other with flock(2) on the directory of the file. So
 * no lock file is needed, the lock works before the plan file exists, and the lock is held while
 * the file is replaced. Processes that only read take no lock.
 */
#ifndef WEEKPLAN_SAVE_H
#define WEEKPLAN_SAVE_H

#include <weekplan/error.h>
#include <weekplan/patch.h>
#include <weekplan/plan.h>

struct wp_save;

enum {
    WP_LOCK_WAIT = 30000,  /* longest wait for the lock of the directory, in milliseconds */
    WP_WRITER_WAIT = 3000, /* longest wait for a program that has the plan file open for writing */
};

/*
 * Lock and open the plan at `path` for a change. Symbolic links are followed: the file to which
 * they lead is replaced, not the links. If the file is absent, its directory and the parents
 * (0700) are created if absent, and the input is empty. Temporary files that killed processes have
 * left are removed, unless another program has written to them (see wp_save_kept).
 *
 * WP_MISSING        `path` is a directory, a FIFO or a device
 * WP_CANNOT_CREATE  the directory cannot be created; or the file is not writable; or the file has
 *                   hard links, which a new file would not have
 * WP_BUSY           the lock was not free within WP_LOCK_WAIT; or another program had the file
 *                   open for writing, or had just truncated it, for WP_WRITER_WAIT
 * WP_IO             the file cannot be read, or the directory cannot be locked
 */
enum wp_status wp_save_begin(struct wp_save **save, const char *path, struct wp_error *error);

/* Whether the file was absent at wp_save_begin. */
bool wp_save_is_new(const struct wp_save *save);

/* Return an input that reads the file as it was at wp_save_begin. The input borrows `save`. */
struct wp_input wp_save_input(struct wp_save *save);

/*
 * Apply `patch` and save the file. Write a temporary file in the same directory, with the mode,
 * owner and extended attributes of the plan file, and sync it. Check that the plan file is
 * unchanged since wp_save_begin, exchange the two files, and sync the directory. After an error
 * there is no temporary file, and the plan file is unchanged. If the exchange cannot be reverted
 * after an error, the message names the file that has the new bytes.
 *
 * WP_BUSY           another program has changed the file since wp_save_begin: begin again
 * WP_CANNOT_CREATE  the temporary file cannot be created, or cannot get the attributes of the
 *                   plan file
 * WP_IO             writing failed: disk full, quota, file size limit
 */
enum wp_status wp_save_commit(struct wp_save *save, const struct wp_patch *patch,
                              struct wp_error *error);

/* Remove the plan file, and sync the directory. Return WP_BUSY, and do not remove the file, if
 * another program has changed it since wp_save_begin. Return WP_IO if removing failed. */
enum wp_status wp_save_remove(struct wp_save *save, struct wp_error *error);

/* Whether the plan file is replaced or removed. True after WP_OK of wp_save_commit or
 * wp_save_remove, and after an error if the change could not be reverted. */
bool wp_save_is_installed(const struct wp_save *save);

/* Return the names, separated by ", ", of the temporary files beside the plan that wp_save_begin
 * has not removed because another program has written to them. Borrowed from `save`. */
struct wp_str wp_save_kept(const struct wp_save *save);

/* Return the absolute path of the plan file without symbolic links, or NULL if it cannot be
 * determined. Free the path with free(3). */
char *wp_save_real_path(const struct wp_save *save);

/* Release the lock and free `save`. NULL is allowed. */
void wp_save_end(struct wp_save *save);

#endif
