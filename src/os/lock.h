/*
 * The lock of a directory. A program holds it while it changes a plan in the directory.
 */
#ifndef OS_LOCK_H
#define OS_LOCK_H

#include <weekplan/error.h>

/*
 * Lock the open directory with flock(2). The lock is released when the descriptor is closed,
 * and so when the program is killed. Messages call the plan `name`.
 *
 * WP_BUSY  the lock was not free within `limit` milliseconds
 * WP_IO    the file system has no locks, as some network file systems
 */
enum wp_status wp_lock_directory(int directory, unsigned limit, const char *name,
                                 struct wp_error *error);

#endif
