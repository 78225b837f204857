/*
 * A lease: the system's word that nobody has a file open for writing (Linux, see
 * fcntl(2)). While it is held, open(2) for writing waits; the holder looks whether
 * somebody waits, and gives way. A lease ends with its descriptor.
 */
#ifndef OS_LEASE_H
#define OS_LEASE_H

#include <stdbool.h>

#include <weekplan/error.h>

enum wp_lease {
    WP_LEASE_HELD,
    WP_LEASE_WRITER, /* somebody has the file open for writing */
    WP_LEASE_NONE    /* the system or the file system has none, or not for us */
};

/* Take a lease through `fd`, which is open for reading only. The signal that tells
 * of one who waits is SIGURG, which does nothing by itself. */
enum wp_lease wp_lease_take(int fd);

/* Return whether somebody has begun to open the file for writing since the lease
 * was taken through `fd`. false for -1. */
bool wp_lease_is_broken(int fd);

/* Fail with WP_BUSY: somebody writes the file `name`. */
enum wp_status wp_lease_fail(const char *name, struct wp_error *error);

#endif
