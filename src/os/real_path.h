/*
 * The path of a file after following symbolic links: an open directory, and a name in it.
 *
 *     status = wp_path_open(&path, "plan.yaml", &error);
 *     fd = openat(path.directory, path.entry, O_RDONLY);
 *     wp_path_close(&path);
 *
 * The directory stays open, so that renaming the directory does not change which file is meant.
 */
#ifndef OS_REAL_PATH_H
#define OS_REAL_PATH_H

#include <weekplan/error.h>

struct wp_path {
    int directory;     /* descriptor of the directory, or -1 if it is not open */
    const char *entry; /* name of the file in the directory; points into `resolved` */
    char *resolved;    /* owned; path of the file, which is not a symbolic link */
    const char *name;  /* borrowed; path from the user, for messages */
};

/*
 * Follow symbolic links from the path `name`, and open the directory of the file to which they
 * lead. Create the directory (0700) and its parents if absent. The file may be absent.
 *
 * WP_MISSING        the path is empty, ends in a slash, or its links form a loop
 * WP_CANNOT_CREATE  the directory cannot be created or opened
 */
enum wp_status wp_path_open(struct wp_path *path, const char *name, struct wp_error *error);

/* Return the absolute path of the file without symbolic links, or NULL if the path of the directory
 * cannot be determined. Free the path with free(3). */
char *wp_path_real(const struct wp_path *path);

/* Return the absolute path of an existing file without symbolic links. Return NULL, with errno set,
 * if that fails. Free the path with free(3). */
char *wp_path_resolve(const char *path);

/* Return `path` as an absolute path; symbolic links are not followed. Return NULL if the current
 * directory cannot be determined. Free the path with free(3). */
char *wp_path_absolute(const char *path);

/* Return the absolute path of this program, which was started as `name` (argv[0]), or NULL if it
 * cannot be determined. Search a name without a slash in PATH: that path is still valid after an
 * upgrade, unlike the target of a link such as /proc/self/exe. Free the path with free(3). */
char *wp_path_of_program(const char *name);

/* Whether the directory of the file at `path` exists. True also if that cannot be determined;
 * wp_path_open then reports the reason. */
bool wp_path_exists(const char *path);

/* Check that a file can be created in the directory of `path`, or that the directory can be created
 * in the nearest directory that exists. Return WP_OK, WP_CANNOT_CREATE (also if the file is a mount
 * point), or WP_MISSING if `path` is not the path of a file. */
enum wp_status wp_path_check_writable(const char *path, struct wp_error *error);

/* Open a directory. With `make`, create the directory (0700) and its parents if absent; then the
 * path must end in a slash. Return the descriptor, or -1 with errno set. `path` is changed and
 * restored. */
int wp_path_open_directory(char *path, bool make);

/* Close the directory and free path->resolved. Allowed after wp_path_open failed. */
void wp_path_close(struct wp_path *path);

#endif
