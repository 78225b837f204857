/*
 * The lock of a directory: whoever changes a plan in it holds it.
 */
#ifndef OS_LOCK_H
#define OS_LOCK_H

#include <weekplan/error.h>

/*
 * Takes the lock of the open directory, waiting for at most `limit`
 * milliseconds; then it is WP_BUSY. Where there is no such lock (some network
 * file systems) it is WP_IO. The lock is given back when the descriptor is
 * closed, so also when the program is killed. Messages call the plan `name`.
 */
enum wp_status wp_lock_directory(int directory, unsigned limit, const char *name,
                                 struct wp_error *error);

#endif
