/*
 * System calls that a signal interrupts are made again.
 */
#ifndef OS_RETRY_H
#define OS_RETRY_H

#include <errno.h>

/* result = call, until it is not EINTR that it fails with. Not for rename(2):
 * an exchange that was done after all would be undone. */
#define WP_RETRY(result, call)                                                                     \
    do {                                                                                           \
        (result) = (call);                                                                         \
    } while ((result) < 0 && errno == EINTR)

#endif
