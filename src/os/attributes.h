/*
 * What a file has besides its bytes: owner, mode, access control list and
 * other extended attributes.
 */
#ifndef OS_ATTRIBUTES_H
#define OS_ATTRIBUTES_H

#include <sys/stat.h>

#include <weekplan/error.h>

/*
 * Gives the file `to`, which is ours and new, what the file `from` has; `info`
 * is fstat(2)'s of `from`. What cannot be kept is WP_CANNOT_CREATE with the
 * reason. Messages call the file `name`.
 */
enum wp_status wp_attributes_keep(int from, const struct stat *info, int to, const char *name,
                                  struct wp_error *error);

#endif
