/*
 * A lease on a file. While the lease is held, no other program has the file open for writing, and a
 * program that opens the file for writing waits in open(2). wp_lease_is_broken tells whether a
 * program waits. Closing the descriptor releases the lease. Only Linux has leases; see F_SETLEASE
 * in fcntl(2).
 */
#ifndef OS_FILE_LEASE_H
#define OS_FILE_LEASE_H

#include <stdbool.h>

#include <weekplan/error.h>

enum wp_lease {
    WP_LEASE_HELD,
    WP_LEASE_WRITER, /* a program has the file open for writing */
    /* no lease: the system, the file system or the owner of the file does not allow it */
    WP_LEASE_NONE
};

/* Take a lease on the file of the descriptor `fd`, which must be open for reading only. When
 * another program begins to wait, the system sends SIGURG, which is ignored by default. */
enum wp_lease wp_lease_take(int fd);

/* Whether a program has begun to open the file for writing since the lease was taken. `fd` is the
 * descriptor with the lease. False for -1. */
bool wp_lease_is_broken(int fd);

/* Fail with WP_BUSY and the message that another program is writing the file `name`. */
enum wp_status wp_lease_fail(const char *name, struct wp_error *error);

#endif
