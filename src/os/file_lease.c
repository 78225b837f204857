#ifdef __linux__
#define _GNU_SOURCE /* for F_SETLEASE and F_SETSIG of fcntl(2) */
#endif
#include "os/file_lease.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>

#ifdef F_SETLEASE

enum wp_lease wp_lease_take(int fd)
{
    if (fcntl(fd, F_SETSIG, SIGURG) != 0)
        return WP_LEASE_NONE;
    if (fcntl(fd, F_SETLEASE, F_RDLCK) == 0)
        return WP_LEASE_HELD;
    return errno == EAGAIN ? WP_LEASE_WRITER : WP_LEASE_NONE;
}

bool wp_lease_is_broken(int fd)
{
    return fd >= 0 && fcntl(fd, F_GETLEASE) != F_RDLCK;
}

#else

enum wp_lease wp_lease_take(int fd)
{
    (void)fd;
    return WP_LEASE_NONE;
}

bool wp_lease_is_broken(int fd)
{
    (void)fd;
    return false;
}

#endif

enum wp_status wp_lease_fail(const char *name, struct wp_error *error)
{
    return wp_error_set(
        error, WP_BUSY,
        "another program is writing %s, which is not overwritten (try again when it is done)",
        name);
}
