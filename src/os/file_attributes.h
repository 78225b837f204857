/*
 * The attributes of a file: owner, mode, access control list and other extended attributes.
 */
#ifndef OS_FILE_ATTRIBUTES_H
#define OS_FILE_ATTRIBUTES_H

#include <sys/stat.h>

#include <weekplan/error.h>

/* Copy the attributes of the file `from` to the new file `to`; both are descriptors. `info` is the
 * result of fstat(2) of `from`. `name` is the name of the file in messages. Return WP_CANNOT_CREATE
 * if an attribute cannot be set. */
enum wp_status wp_file_attributes_copy(int from, const struct stat *info, int to, const char *name,
                                       struct wp_error *error);

#endif
