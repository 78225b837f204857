/*
 * Files of the state directory, $XDG_STATE_HOME/weekplan.
 *
 *     status = wp_state_file_open(&file, "letters", true, &error);
 *     status = wp_state_file_read(&file, 1 << 20, &bytes, &error);
 *     status = wp_state_file_write(&file, bytes.length, record, &error);
 *     wp_state_file_close(&file);
 *
 * The caller holds a lock while it writes. The undo log of a plan is written under the lock
 * of the plan.
 */
#ifndef OS_STATE_FILE_H
#define OS_STATE_FILE_H

#include "os/real_path.h"
#include <weekplan/buf.h>

struct wp_state_file {
    struct wp_path path; /* its `resolved` is NULL */
    struct wp_buf name;  /* the absolute path, for messages */
    int fd;              /* -1 if it is not open */
};

/*
 * Open the file `name` of the state directory for reading. It has to be a regular file, and
 * no symbolic link. With `make`, open it for writing too: it has to belong to the user and
 * to have no hard links, and it (0600, empty) and the directory (0700) are created if
 * absent. Close the file after an error, too.
 *
 * WP_MISSING        the file is absent; never with `make`
 * WP_CONFIG         there is no home directory
 * WP_CANNOT_CREATE  the file cannot be created or opened
 */
enum wp_status wp_state_file_open(struct wp_state_file *file, const char *name, bool make,
                                  struct wp_error *error);

/* Append the bytes of the file to `bytes`. Clear `bytes` if the file has more than `limit`. */
enum wp_status wp_state_file_read(struct wp_state_file *file, size_t limit, struct wp_buf *bytes,
                                  struct wp_error *error);

/* Replace what is from `offset` on to the end of the file by `bytes`, without a sync. After
 * an error the file ends at `offset`, if possible. */
enum wp_status wp_state_file_write(struct wp_state_file *file, size_t offset, struct wp_str bytes,
                                   struct wp_error *error);

/* Replace the file by a new one with these bytes, atomically and synced. `file` is the new
 * file then. */
enum wp_status wp_state_file_replace(struct wp_state_file *file, struct wp_str bytes,
                                     struct wp_error *error);

/* Rename the file to its name and ".old", replacing a file of that name, and close it. */
enum wp_status wp_state_file_set_aside(struct wp_state_file *file, struct wp_error *error);

/* Append the names of the files in the directory of `file` that begin with `prefix`, each
 * with a NUL after it, in no order. */
enum wp_status wp_state_file_list(const struct wp_state_file *file, const char *prefix,
                                  struct wp_buf *names, struct wp_error *error);

/* Remove the file `name` from the directory of `file`. No-op if absent. */
enum wp_status wp_state_file_remove(const struct wp_state_file *file, const char *name,
                                    struct wp_error *error);

/* Sync the entries of the directory of `file` to the disk. */
enum wp_status wp_state_file_sync(const struct wp_state_file *file, struct wp_error *error);

/* Close the file. Allowed after opening it failed. */
void wp_state_file_close(struct wp_state_file *file);

#endif
