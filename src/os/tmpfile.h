/*
 * A temporary file for an editor, in a directory of its own that only the user can read.
 *
 *     struct wp_tmpfile file = WP_TMPFILE_INIT;
 *     status = wp_tmpfile_create(&file, "plan.yaml", bytes, &error);
 *     ... run an editor on file.path ...
 *     status = wp_tmpfile_read(&file, &bytes, &error);
 *     wp_tmpfile_discard(&file);              // removes the file
 *     wp_tmpfile_close(&file);
 */
#ifndef OS_TMPFILE_H
#define OS_TMPFILE_H

#include <stdbool.h>

#include <weekplan/buf.h>
#include <weekplan/error.h>

struct wp_tmpfile {
    struct wp_buf path;      /* path of the file; empty if there is no file */
    struct wp_buf directory; /* path of the directory of the file; empty if there is none */
};

#define WP_TMPFILE_INIT                                                                            \
    {                                                                                              \
        WP_BUF_INIT, WP_BUF_INIT                                                                   \
    }

/* Create the file `name` (0600) with these bytes, in a new directory (0700) in TMPDIR or /tmp.
 * After an error (WP_CANNOT_CREATE, WP_IO) both are removed. */
enum wp_status wp_tmpfile_create(struct wp_tmpfile *file, const char *name, struct wp_str bytes,
                                 struct wp_error *error);

/* Replace `bytes` by the bytes of the file now at file->path; the editor may have replaced the
 * file. Return WP_MISSING if there is no file, WP_IO if the file cannot be read. */
enum wp_status wp_tmpfile_read(const struct wp_tmpfile *file, struct wp_buf *bytes,
                               struct wp_error *error);

/* Replace the file by one with these bytes, by rename. After an error (WP_CANNOT_CREATE, WP_IO) the
 * file is unchanged. */
enum wp_status wp_tmpfile_replace(const struct wp_tmpfile *file, struct wp_str bytes,
                                  struct wp_error *error);

/* Remove the directory and all files in it, also files of the editor. Return false, with errno set,
 * if the directory cannot be removed; then file->directory is still its path. */
bool wp_tmpfile_discard(struct wp_tmpfile *file);

/* Install a signal handler: if SIGHUP, SIGINT, SIGQUIT or SIGTERM ends the program, print `notice`
 * to standard error, and do not remove the temporary file. `notice` is borrowed until the file is
 * discarded or closed. The signals are blocked while a temporary file is created or removed. */
void wp_tmpfile_guard(struct wp_str notice);

/* Free the paths, but do not remove the file. Remove the handler of wp_tmpfile_guard. Allowed after
 * wp_tmpfile_create failed. */
void wp_tmpfile_close(struct wp_tmpfile *file);

#endif
