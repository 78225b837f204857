/*
 * Waiting until a condition is false that can only be tested repeatedly.
 *
 *     struct wp_wait wait = {.limit = 3000};
 *     while (is_busy())
 *         if (!wp_wait_more(&wait))
 *             return fail();
 */
#ifndef OS_POLL_WAIT_H
#define OS_POLL_WAIT_H

#include <stdbool.h>
#include <stdint.h>

struct wp_wait {
    unsigned limit; /* in milliseconds */
    unsigned pause; /* the last pause, in milliseconds */
    uint64_t begun; /* when the first pause began, in milliseconds; 0 before it */
};

/* Pause for 1 to 32 milliseconds, longer each time. Return false, without a pause, if `limit`
 * milliseconds have passed since the first call. */
bool wp_wait_more(struct wp_wait *wait);

#endif
