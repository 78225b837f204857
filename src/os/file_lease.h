/*
 * A lease on a file: while it is held, no program has the file open for writing, and an
 * open(2) for writing waits. The holder asks whether a program waits, and releases the lease
 * by closing the descriptor. Only Linux has leases; see F_SETLEASE in fcntl(2).
 */
#ifndef OS_FILE_LEASE_H
#define OS_FILE_LEASE_H

#include <stdbool.h>

#include <weekplan/error.h>

enum wp_lease {
    WP_LEASE_HELD,
    WP_LEASE_WRITER, /* a program has the file open for writing */
    WP_LEASE_NONE    /* the system has no leases, or not for this file or this user */
};

/* Take a lease on the file of `fd`, which is open for reading only. If a program waits, the
 * system sends SIGURG, which is ignored by default. */
enum wp_lease wp_lease_take(int fd);

/* Whether a program has begun to open the file for writing since the lease was taken on `fd`.
 * False for -1. */
bool wp_lease_is_broken(int fd);

/* Fail with WP_BUSY: a program writes to the file, which the message calls `name`. */
enum wp_status wp_lease_fail(const char *name, struct wp_error *error);

#endif
