/*
 * Where a file really is: the directory that holds it, and its name there.
 * From here on the file is reached through the open directory, so that it does
 * not matter when the directory itself is moved.
 */
#ifndef OS_PATH_H
#define OS_PATH_H

#include <weekplan/error.h>

struct wp_path {
    int directory;     /* -1 when it is not open */
    const char *entry; /* the file's name in the directory; part of `resolved` */
    char *resolved;    /* owned: the path without links at its end */
    const char *name;  /* borrowed: the path as it was given, for messages */
};

/*
 * Follows the symbolic links that `path` may be and opens the directory they
 * lead to. A directory that does not exist is made (0700), with its parents.
 *
 * WP_MISSING        the path is empty, ends in a slash, or goes in circles
 * WP_CANNOT_CREATE  the directory cannot be made or opened
 * WP_IO, WP_NO_MEMORY
 */
enum wp_status wp_path_open(struct wp_path *place, const char *path, struct wp_error *error);

/* The path of the file from the root of the file system on, without any links:
 * the same for every name of it. The caller's to free; NULL when there is none
 * or memory is out. */
char *wp_path_real(const struct wp_path *place);

/* The same for a path whose file is there. */
char *wp_path_resolve(const char *path);

/* The path from the root on, links and all: the caller's to free; NULL when the
 * current directory cannot be told or memory is out. */
char *wp_path_absolute(const char *path);

/* The same of this program, which was called by `name` (argv[0]). Where that is
 * found along PATH, it is the path there: it stays when what it leads to changes
 * with the next version. */
char *wp_path_of_program(const char *name);

/* Whether the directory is there that wp_path_open would otherwise make. Also true
 * when that cannot be told: opening it says why. */
bool wp_path_exists(const char *path);

/* Check that a file can be made, or replaced, in the directory of `path`; one that is
 * absent could be made. WP_CANNOT_CREATE, WP_MISSING, WP_NO_MEMORY. */
enum wp_status wp_place_check_writable(const char *path, struct wp_error *error);

/* Opens a directory. With `make` and a path that ends in a slash it is made where
 * it is not there (0700), with its parents. -1 and errno when that fails; the
 * path is as it was afterwards. */
int wp_path_open_directory(char *path, bool make);

/* Fine on a place whose opening failed. */
void wp_path_close(struct wp_path *place);

#endif
