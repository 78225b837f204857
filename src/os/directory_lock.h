/*
 * The lock of a directory. A process holds the lock while it changes a plan in the directory.
 */
#ifndef OS_DIRECTORY_LOCK_H
#define OS_DIRECTORY_LOCK_H

#include <weekplan/error.h>

/*
 * Lock the open directory `directory` with flock(2). The lock is released when the descriptor is
 * closed, also if the program is killed. `name` is the name of the plan in messages.
 *
 * WP_BUSY  the lock was not free within `limit` milliseconds
 * WP_IO    the directory cannot be locked: some network file systems do not support flock(2)
 */
enum wp_status wp_directory_lock_take(int directory, unsigned limit, const char *name,
                                      struct wp_error *error);

#endif
