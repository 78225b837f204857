/*
 * The state directory, $XDG_STATE_HOME/weekplan, and the files that weekplan
 * keeps there for itself. Whoever writes one holds a lock of their own: the
 * log of a plan is written under the plan's.
 */
#ifndef OS_STATE_FILE_H
#define OS_STATE_FILE_H

#include "os/path.h"
#include <weekplan/buf.h>

struct wp_state_file {
    struct wp_buf path; /* for messages */
    struct wp_path place;
    int fd; /* -1 when it is not open */
};

/*
 * Open the file `name` of the state directory. It has to be a regular file, and
 * no link. With `make` it is opened to be written as well: it has to be our own
 * and without hard links; the directory (0700) and the file (0600, empty) are
 * made if absent. Without `make` it is only read, and WP_MISSING if absent.
 *
 * WP_CONFIG         there is no home directory
 * WP_CANNOT_CREATE  it cannot be made or opened
 * WP_NO_MEMORY
 */
enum wp_status wp_state_file_open(struct wp_state_file *file, const char *name, bool make,
                                  struct wp_error *error);

/* Appends all of the file to `bytes`; nothing when it has more than `limit`. */
enum wp_status wp_state_file_read(struct wp_state_file *file, size_t limit, struct wp_buf *bytes,
                                  struct wp_error *error);

/* Makes `bytes` the end of the file, from `offset` on. It does not reach the
 * disk before the system wants it to. When it fails, the file ends at `offset`,
 * if that much can be done. */
enum wp_status wp_state_file_write(struct wp_state_file *file, size_t offset, struct wp_str bytes,
                                   struct wp_error *error);

/* Puts a new file with these bytes into its place; `file` stands for that one
 * from then on. */
enum wp_status wp_state_file_replace(struct wp_state_file *file, struct wp_str bytes,
                                     struct wp_error *error);

/* Rename the file to its name and ".old", instead of a file of that name, and close it. */
enum wp_status wp_state_file_set_aside(struct wp_state_file *file, struct wp_error *error);

/* Append the names of the files of the state directory that begin with `prefix`, in
 * no order, each with the NUL that ends it. `file` is any file there that is open. */
enum wp_status wp_state_list(const struct wp_state_file *file, const char *prefix,
                             struct wp_buf *names, struct wp_error *error);

/* Remove the file `name` from the directory of `file`; fine where there is none. */
enum wp_status wp_state_remove(const struct wp_state_file *file, const char *name,
                               struct wp_error *error);

/* Bring to the disk which files there are in the directory of `file`. */
enum wp_status wp_state_sync(const struct wp_state_file *file, struct wp_error *error);

/* Fine on a file whose opening failed. */
void wp_state_file_close(struct wp_state_file *file);

#endif
