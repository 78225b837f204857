/*
 * Where a file really is: the directory that holds it, and its name there.
 *
 *     status = wp_path_open(&path, "plan.yaml", &error);
 *     fd = openat(path.directory, path.entry, O_RDONLY);
 *     wp_path_close(&path);
 *
 * The directory stays open, so that it does not matter if it is renamed meanwhile.
 */
#ifndef OS_REAL_PATH_H
#define OS_REAL_PATH_H

#include <weekplan/error.h>

struct wp_path {
    int directory;     /* descriptor of the directory; -1 if it is not open */
    const char *entry; /* name of the file in the directory; part of `resolved` */
    char *resolved;    /* owned; the path, without links at its end */
    const char *name;  /* borrowed; the path as it was given, for messages */
};

/*
 * Follow the symbolic links that the path `name` may be, and open the directory that they
 * lead to. Create the directory (0700) and its parents if absent.
 *
 * WP_MISSING        the path is empty, ends in a slash, or its links form a loop
 * WP_CANNOT_CREATE  the directory cannot be created or opened
 */
enum wp_status wp_path_open(struct wp_path *path, const char *name, struct wp_error *error);

/* Return the absolute path of the file without any links. Free it with free(3). NULL if the
 * path of the directory is not known. */
char *wp_path_real(const struct wp_path *path);

/* Return the absolute path of an existing file without any links. Free it with free(3).
 * NULL, with errno set, if that fails. */
char *wp_path_resolve(const char *path);

/* Return the absolute path, with its links. Free it with free(3). NULL if the current
 * directory is not known. */
char *wp_path_absolute(const char *path);

/* Return the absolute path of this program, which was started as `name` (argv[0]). Free it
 * with free(3). A name without a slash is looked up in PATH, so that the result is still
 * right after an upgrade. NULL if it is not known. */
char *wp_path_of_program(const char *name);

/* Whether wp_path_open need not create the directory of `path`. Also true if that is not
 * known: opening it gives the reason. */
bool wp_path_exists(const char *path);

/* Check that a file can be created or replaced in the directory of `path`, or in the
 * nearest existing one above it. WP_CANNOT_CREATE, WP_MISSING. */
enum wp_status wp_path_check_writable(const char *path, struct wp_error *error);

/* Open a directory. With `make`, and if the path ends in a slash, create it (0700) and its
 * parents if absent. Return the descriptor, or -1 with errno set. `path` is changed
 * meanwhile and restored. */
int wp_path_open_directory(char *path, bool make);

/* Close the directory and free the path. Allowed after wp_path_open failed. */
void wp_path_close(struct wp_path *path);

#endif
