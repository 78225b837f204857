/*
 * Saving a change of the plan file. After any failure the file has either all of its old
 * bytes or all of its new ones.
 *
 *     struct wp_save *save = NULL;
 *     status = wp_save_begin(&save, path, &error);      // takes the lock
 *     struct wp_input input = wp_save_input(save);      // the old bytes
 *     ... load a week, edit it ...
 *     status = wp_save_commit(save, &patch, &error);    // synced if WP_OK
 *     wp_save_end(save);                                // releases the lock
 *
 * Writers exclude each other with flock(2) on the directory of the file. That needs no lock
 * file, works before the plan file exists, and still holds after the file is replaced.
 * Readers take no lock.
 */
#ifndef WEEKPLAN_SAVE_H
#define WEEKPLAN_SAVE_H

#include <weekplan/error.h>
#include <weekplan/patch.h>
#include <weekplan/plan.h>

struct wp_save;

enum {
    WP_LOCK_WAIT = 30000,  /* how long to wait for the lock, in milliseconds */
    WP_WRITER_WAIT = 3000, /* how long to wait for a program that writes to the file itself */
};

/*
 * Open the plan at `path` for a change. Symbolic links are followed: the file at their end is
 * replaced, and the links stay. If there is no file, its directory and the parents (0700) are
 * created if absent, and the input is empty. Temporary files that killed runs have left are
 * removed, except for those that another program has saved (see wp_save_kept).
 *
 * WP_MISSING        the path is that of a directory, a FIFO or a device
 * WP_CANNOT_CREATE  there is no directory; or the file may not be written, or has hard links,
 *                   which a new file could not keep
 * WP_BUSY           the lock was not free within WP_LOCK_WAIT; or another program had the
 *                   file open for writing, or had just emptied it, for WP_WRITER_WAIT
 * WP_IO             the file cannot be read, or the directory cannot be locked
 */
enum wp_status wp_save_begin(struct wp_save **save, const char *path, struct wp_error *error);

/* Whether there was no file at wp_save_begin. */
bool wp_save_is_new(const struct wp_save *save);

/* Return an input over the bytes of the file at wp_save_begin. It borrows `save`. */
struct wp_input wp_save_input(struct wp_save *save);

/*
 * Save the file with `patch` applied. Write a temporary file in the same directory, with the
 * mode, owner and extended attributes of the old one, sync it, check that the old one is
 * still as it was read, rename, and sync the directory. After an error there is no temporary
 * file, and the old file is as it was. If a rename cannot be taken back, the new file may
 * stay, and the message says so.
 *
 * WP_BUSY           another program has changed the file meanwhile: begin again
 * WP_CANNOT_CREATE  the temporary file cannot be created, or cannot keep what the old one has
 * WP_IO             writing failed: disk full, quota, file size limit
 */
enum wp_status wp_save_commit(struct wp_save *save, const struct wp_patch *patch,
                              struct wp_error *error);

/* Remove the file instead, and sync the directory. WP_BUSY if another program has changed the
 * file meanwhile: it stays then. WP_IO. */
enum wp_status wp_save_remove(struct wp_save *save, struct wp_error *error);

/* Whether the file is the new one, or is removed: after WP_OK of wp_save_commit or
 * wp_save_remove, or after an error that could not be taken back. */
bool wp_save_is_installed(const struct wp_save *save);

/* Return the names of temporary files beside the plan that another program has saved and
 * wp_save_begin has not removed, separated by ", ". Mostly empty. Borrowed from `save`. */
struct wp_str wp_save_kept(const struct wp_save *save);

/* Return the absolute path of the file without any links. Free it with free(3). NULL if it is
 * not known. */
char *wp_save_real_path(const struct wp_save *save);

/* Release the lock and free `save`. NULL is allowed. */
void wp_save_end(struct wp_save *save);

#endif
