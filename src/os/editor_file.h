/*
 * A temporary file for an editor, in a directory of its own that only the user can read.
 *
 *     struct wp_editor_file file = WP_EDITOR_FILE_INIT;
 *     status = wp_editor_file_create(&file, "plan.yaml", bytes, &error);
 *     ... run an editor on file.path ...
 *     status = wp_editor_file_read(&file, &bytes, &error);
 *     wp_editor_file_discard(&file);              // removes the file
 *     wp_editor_file_close(&file);
 */
#ifndef OS_EDITOR_FILE_H
#define OS_EDITOR_FILE_H

#include <stdbool.h>
#include <time.h>

#include <weekplan/buf.h>
#include <weekplan/error.h>

struct wp_editor_file {
    struct wp_buf path;      /* path of the file; empty if there is no file */
    struct wp_buf directory; /* path of the directory of the file; empty if there is none */
};

#define WP_EDITOR_FILE_INIT                                                                        \
    {                                                                                              \
        WP_BUF_INIT, WP_BUF_INIT                                                                   \
    }

/* Create the file `name` (0600) with these bytes, in a new directory (0700) in TMPDIR or /tmp.
 * After an error (WP_CANNOT_CREATE, WP_IO) both are removed. */
enum wp_status wp_editor_file_create(struct wp_editor_file *file, const char *name,
                                     struct wp_str bytes, struct wp_error *error);

/* Write down beside the file that its text is for the plan with the real path `plan`, for
 * wp_editor_file_find_left: as a symbolic link. Without the link the file is found by its name
 * alone. */
void wp_editor_file_mark(const struct wp_editor_file *file, const char *plan);

/* A file that an earlier process has not removed. */
struct wp_left_file {
    struct wp_buf path; /* owned by the caller of wp_editor_file_find_left */
    time_t changed;     /* time of the last change */
};

/* Fill `files`, an array of `limit` elements, with the newest files of this user in TMPDIR or /tmp
 * that earlier processes have not removed, newest first: those for the plan with the real path
 * `plan`, and those without a mark that are called `name`. Ignore files that another process still
 * uses. Return the number of these files, which may be above `limit`. */
size_t wp_editor_file_find_left(struct wp_left_file *files, size_t limit, const char *plan,
                                const char *name);

/* Replace `bytes` by the bytes of the file now at file->path; the editor may have replaced the
 * file. Return WP_MISSING if there is no file, WP_IO if the file cannot be read. */
enum wp_status wp_editor_file_read(const struct wp_editor_file *file, struct wp_buf *bytes,
                                   struct wp_error *error);

/* Replace the file by one with these bytes, by rename. After an error (WP_CANNOT_CREATE, WP_IO) the
 * file is unchanged. */
enum wp_status wp_editor_file_replace(const struct wp_editor_file *file, struct wp_str bytes,
                                      struct wp_error *error);

/* Remove the directory and all files in it, also files of the editor. Return false, with errno set,
 * if the directory cannot be removed; then file->directory is still its path. */
bool wp_editor_file_discard(struct wp_editor_file *file);

/* Install a signal handler: if SIGHUP, SIGINT, SIGQUIT or SIGTERM ends the program, print `notice`
 * to standard error, and do not remove the temporary file. `notice` is borrowed until the file is
 * discarded or closed. The signals are blocked while a temporary file is created or removed. */
void wp_editor_file_guard(struct wp_str notice);

/* Free the paths, but do not remove the file. Remove the handler of wp_editor_file_guard. Allowed
 * after wp_editor_file_create failed. */
void wp_editor_file_close(struct wp_editor_file *file);

#endif
