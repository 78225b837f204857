/*
 * A temporary file for an editor, in a directory of its own that only the user can read.
 *
 *     struct wp_tmpfile file = WP_TMPFILE_INIT;
 *     status = wp_tmpfile_create(&file, "plan.yaml", bytes, &error);
 *     ... run an editor on file.path ...
 *     status = wp_tmpfile_read(&file, &bytes, &error);
 *     wp_tmpfile_discard(&file);              // unless the file is to be kept
 *     wp_tmpfile_close(&file);
 */
#ifndef OS_TMPFILE_H
#define OS_TMPFILE_H

#include <stdbool.h>

#include <weekplan/buf.h>
#include <weekplan/error.h>

struct wp_tmpfile {
    struct wp_buf path;      /* of the file; empty if there is no file */
    struct wp_buf directory; /* path of its directory; empty if there is none */
};

#define WP_TMPFILE_INIT                                                                            \
    {                                                                                              \
        WP_BUF_INIT, WP_BUF_INIT                                                                   \
    }

/* Create the file `name` (0600) with these bytes, in a new directory (0700) of TMPDIR or /tmp.
 * After an error (WP_CANNOT_CREATE, WP_IO) neither exists. */
enum wp_status wp_tmpfile_create(struct wp_tmpfile *file, const char *name, struct wp_str bytes,
                                 struct wp_error *error);

/* Replace `bytes` by the bytes of the file, which the editor may have replaced by another
 * file. WP_MISSING if there is no file, WP_IO if it cannot be read. */
enum wp_status wp_tmpfile_read(const struct wp_tmpfile *file, struct wp_buf *bytes,
                               struct wp_error *error);

/* Remove the directory and all files in it; the editor may have left some. Return false, with
 * errno set, if the directory is not removed; file->directory is its path then. */
bool wp_tmpfile_discard(struct wp_tmpfile *file);

/* Print `notice` to standard error if SIGHUP, SIGINT, SIGQUIT or SIGTERM ends the program; the
 * temporary file is kept then. `notice` is borrowed until the file is discarded or closed.
 * These signals are blocked while a temporary file is created or removed. */
void wp_tmpfile_guard(struct wp_str notice);

/* Free the paths, and keep the file. Allowed after wp_tmpfile_create failed. */
void wp_tmpfile_close(struct wp_tmpfile *file);

#endif
