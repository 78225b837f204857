/*
 * Waiting for something that can only be asked about again and again.
 *
 *     struct wp_wait wait = {.limit = 3000};
 *     while (is_busy())
 *         if (!wp_wait_more(&wait))
 *             return fail();
 */
#ifndef OS_WAITING_H
#define OS_WAITING_H

#include <stdbool.h>
#include <stdint.h>

struct wp_wait {
    unsigned limit; /* in milliseconds */
    unsigned pause; /* the last one */
    uint64_t begun; /* 0: it has not */
};

/* Pause for a moment, each time for a longer one. Return false, without a pause,
 * when `limit` milliseconds have passed since the first call. */
bool wp_wait_more(struct wp_wait *wait);

#endif
