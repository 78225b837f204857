/*
 * System calls on file descriptors that begin again when a signal interrupts them.
 */
#ifndef OS_FD_H
#define OS_FD_H

#include <errno.h>
#include <stdbool.h>

/* Set `result` to that of the system call `call`, and repeat it while it fails with EINTR.
 * Not for renameat2(2): it would take back an exchange that was made all the same. */
#define WP_RETRY(result, call)                                                                     \
    do {                                                                                           \
        (result) = (call);                                                                         \
    } while ((result) < 0 && errno == EINTR)

/* Open `path`, which is relative to the open directory `directory` or to AT_FDCWD, as
 * openat(2) does with O_CLOEXEC. A new file has the mode 0600. Return the descriptor, or -1
 * with errno set. */
int wp_fd_open(int directory, const char *path, int flags);

/* Open `path` for reading as wp_fd_open does, but not if it is a symbolic link. A FIFO does
 * not block, and a terminal does not become the controlling one. */
int wp_fd_open_no_link(int directory, const char *path);

/* Sync the entries of an open directory to the disk. Return whether that succeeded; some
 * file systems have nothing to sync for a directory. Otherwise errno is set. */
bool wp_fd_sync_directory(int directory);

#endif
