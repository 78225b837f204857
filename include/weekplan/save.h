/*
 * Saving a change to the plan file, so that after any failure the file is
 * byte for byte the old one or the new one.
 *
 *     struct wp_save *save = NULL;
 *     status = wp_save_begin(&save, path, &error);      // takes the lock
 *     struct wp_input input = wp_save_input(save);      // what to change
 *     ... load, edit, verify ...
 *     status = wp_save_commit(save, &patch, &error);    // durable when WP_OK
 *     wp_save_end(save);                                // gives the lock back
 *
 * Writers exclude each other with flock(2) on the directory that holds the
 * file: nothing is created for it, it works before the file exists, and it
 * does not move when the file is replaced. Readers take no lock.
 */
#ifndef WEEKPLAN_SAVE_H
#define WEEKPLAN_SAVE_H

#include <weekplan/error.h>
#include <weekplan/patch.h>
#include <weekplan/plan.h>

struct wp_save;

/* How long a lock is waited for, and somebody who writes into the file itself, in
 * milliseconds. */
enum { WP_LOCK_WAIT = 30000, WP_WRITER_WAIT = 3000 };

/*
 * Opens the plan at `path` for a change. Symbolic links are followed: the file
 * that they lead to will be replaced, the links stay. Where there is no file
 * yet, its directory is made (0700, parents too) and the input is empty.
 * Temporary files that a killed run has left beside the file are removed, but for
 * those that hold what another program had saved (see wp_save_kept).
 *
 * WP_MISSING        what is there is a directory, a FIFO or a device
 * WP_CANNOT_CREATE  no directory; or the file may not be written, or has
 *                   something that a replacement could not keep (hard links)
 * WP_BUSY           the lock was not to be had in WP_LOCK_WAIT; or another
 *                   program had the file open for writing, or had just emptied
 *                   it, for WP_WRITER_WAIT
 * WP_IO, WP_NO_MEMORY
 */
enum wp_status wp_save_begin(struct wp_save **save, const char *path, struct wp_error *error);

/* Whether wp_save_begin found no file. */
bool wp_save_is_new(const struct wp_save *save);

/* The bytes as they were at wp_save_begin. Borrows `save`. */
struct wp_input wp_save_input(struct wp_save *save);

/*
 * Writes the file with `patch` applied: a temporary file in the same directory
 * with the old one's mode, owner and extended attributes, fsync, a check that
 * the old one is still what was read, rename, fsync of the directory. On a
 * failure nothing is left behind and the old file is untouched; only where a
 * rename cannot be taken back may the new one stay, and the message says so.
 *
 * WP_BUSY           somebody else has changed the file meanwhile: begin again
 * WP_CANNOT_CREATE  the temporary file cannot be made, or what the old one has
 *                   cannot be kept
 * WP_IO             writing failed (disk full, quota, file size limit)
 */
enum wp_status wp_save_commit(struct wp_save *save, const struct wp_patch *patch,
                              struct wp_error *error);

/*
 * Removes the file instead, durably. WP_BUSY when somebody else has changed it
 * meanwhile: then it stays. WP_IO.
 */
enum wp_status wp_save_remove(struct wp_save *save, struct wp_error *error);

/* Whether the file is the new one, or removed: when wp_save_commit or
 * wp_save_remove is WP_OK, or has failed and could not be taken back. */
bool wp_save_stands(const struct wp_save *save);

/* The names of temporary files beside the plan that wp_save_begin did not remove,
 * for what is in them was saved by others; separated by commas, mostly empty. */
struct wp_str wp_save_kept(const struct wp_save *save);

/* The path of the file without any links, the same for every name of it. The
 * caller's to free; NULL when it cannot be told. */
char *wp_save_real_path(const struct wp_save *save);

/* Gives the lock and the memory back; NULL is fine. */
void wp_save_end(struct wp_save *save);

#endif
