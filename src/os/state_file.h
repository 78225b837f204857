/*
 * Files of the state directory, $XDG_STATE_HOME/weekplan: the undo logs, and the log of letters.
 *
 *     status = wp_state_file_open(&file, "letters", true, &error);
 *     status = wp_state_file_read(&file, 1 << 20, &bytes, &error);
 *     status = wp_state_file_write(&file, bytes.length, record, &error);
 *     wp_state_file_close(&file);
 *
 * The caller must hold a lock while it writes. For the undo log of a plan that is the lock of the
 * plan (see save.h).
 */
#ifndef OS_STATE_FILE_H
#define OS_STATE_FILE_H

#include "os/real_path.h"
#include <weekplan/buf.h>

struct wp_state_file {
    struct wp_path path; /* the state directory and the name of the file; path.resolved is NULL */
    struct wp_buf name;  /* absolute path of the file, for messages */
    int fd;              /* descriptor of the file, or -1 if it is not open */
};

/*
 * Open the file `name` of the state directory for reading. It must be a regular file, not a
 * symbolic link. With `make`, also open it for writing: then it must belong to the user and have no
 * hard links. With `make`, create the directory (0700) and the file (0600, empty) if absent. Call
 * wp_state_file_close after an error too.
 *
 * WP_MISSING        the file is absent; never with `make`
 * WP_CONFIG         there is no home directory
 * WP_CANNOT_CREATE  the file cannot be created or opened
 */
enum wp_status wp_state_file_open(struct wp_state_file *file, const char *name, bool make,
                                  struct wp_error *error);

/* Append the bytes of the file to `bytes`. If the file is larger than `limit`, clear `bytes` and
 * return WP_OK. */
enum wp_status wp_state_file_read(struct wp_state_file *file, size_t limit, struct wp_buf *bytes,
                                  struct wp_error *error);

/* Truncate the file to `offset` bytes and append `bytes`. Do not sync the file. After an error, the
 * file ends at `offset`, unless truncating fails too. */
enum wp_status wp_state_file_write(struct wp_state_file *file, size_t offset, struct wp_str bytes,
                                   struct wp_error *error);

/* Replace the file atomically by a new file with these bytes, and sync it. Then `file` is open on
 * the new file. */
enum wp_status wp_state_file_replace(struct wp_state_file *file, struct wp_str bytes,
                                     struct wp_error *error);

/* Append ".old" to the name of the file, and close it. An existing file of that name is replaced.
 */
enum wp_status wp_state_file_set_aside(struct wp_state_file *file, struct wp_error *error);

/* Append the names of the files in the directory of `file` that begin with `prefix`, in any order.
 * A NUL follows each name. */
enum wp_status wp_state_file_list(const struct wp_state_file *file, const char *prefix,
                                  struct wp_buf *names, struct wp_error *error);

/* Remove the file `name` from the directory of `file`. No-op if the file `name` is absent. */
enum wp_status wp_state_file_remove(const struct wp_state_file *file, const char *name,
                                    struct wp_error *error);

/* Sync the entries of the directory of `file` to the disk. */
enum wp_status wp_state_file_sync(const struct wp_state_file *file, struct wp_error *error);

/* Close the file and its directory. Allowed after wp_state_file_open failed. */
void wp_state_file_close(struct wp_state_file *file);

#endif
