/*
 * Files that are mounted by themselves, as containers and Flatpak do with a bind mount. Such a file
 * can be written to, but not replaced: rename(2) fails with EBUSY.
 */
#ifndef OS_MOUNT_POINT_H
#define OS_MOUNT_POINT_H

#include <stdbool.h>

#include <weekplan/error.h>

/* Whether the file `entry` of the open directory `directory`, or of AT_FDCWD, is a mount point.
 * False if the system cannot tell. Only Linux 5.8 and newer can. */
bool wp_mount_point_is_point(int directory, const char *entry);

/* Fail with WP_CANNOT_CREATE and the message that the file `name` is a mount point. */
enum wp_status wp_mount_point_fail(const char *name, struct wp_error *error);

#endif
