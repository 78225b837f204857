/*
 * System calls on file descriptors that are repeated when a signal interrupts them (EINTR).
 */
#ifndef OS_EINTR_H
#define OS_EINTR_H

#include <errno.h>
#include <stdbool.h>

/* Set `result` to the result of the system call `call`. Repeat the call while it fails with EINTR.
 * Do not use WP_RETRY for renameat2(2): if the names were exchanged before the signal, repeating
 * the call would exchange them back. */
#define WP_RETRY(result, call)                                                                     \
    do {                                                                                           \
        (result) = (call);                                                                         \
    } while ((result) < 0 && errno == EINTR)

/* Open `path` with openat(2) and O_CLOEXEC. `path` is relative to the open directory `directory`,
 * or AT_FDCWD. A new file has the mode 0600. Return the descriptor, or -1 with errno set. */
int wp_eintr_open(int directory, const char *path, int flags);

/* Open `path` for reading as wp_eintr_open does, but fail if `path` is a symbolic link. Do not
 * block on a FIFO, and do not make a terminal the controlling terminal. */
int wp_eintr_open_no_link(int directory, const char *path);

/* Sync the entries of an open directory to the disk. Return true also if the file system does not
 * support fsync(2) of a directory (EINVAL). Return false, with errno set, if fsync(2) failed. */
bool wp_eintr_sync_directory(int directory);

#endif
