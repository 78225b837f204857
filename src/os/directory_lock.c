#include "os/directory_lock.h"

#include <errno.h>
#include <string.h>
#include <sys/file.h>

#include "os/backoff.h"

/* Try repeatedly to lock, because flock(2) has no time limit. alarm(2) would interrupt system calls
 * of the whole process. */
enum wp_status wp_directory_lock_take(int directory, unsigned limit, const char *name,
                                      struct wp_error *error)
{
    struct wp_backoff backoff = {.limit = limit};
    while (flock(directory, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR)
            continue;
        if (errno != EWOULDBLOCK)
            return wp_error_set(error, WP_IO, "cannot lock the directory of %s: %s", name,
                                strerror(errno));
        if (!wp_backoff_pause(&backoff))
            return wp_error_set(error, WP_BUSY,
                                "another weekplan is at work beside %s (try again when it is done)",
                                name);
    }
    return WP_OK;
}
