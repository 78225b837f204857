/*
 * Exponential backoff: try again, with longer and longer pauses, until a time limit.
 *
 *     struct wp_backoff backoff = {.limit = 3000};
 *     while (is_busy())
 *         if (!wp_backoff_pause(&backoff))
 *             return fail();
 */
#ifndef OS_BACKOFF_H
#define OS_BACKOFF_H

#include <stdbool.h>
#include <stdint.h>

struct wp_backoff {
    unsigned limit; /* longest time to try, in milliseconds */
    unsigned pause; /* length of the last pause, in milliseconds; 0 before the first pause */
    /* time of the first call of wp_backoff_pause in milliseconds (CLOCK_MONOTONIC); 0 before it */
    uint64_t begun;
};

/* Pause for 1, 2, 4, ... milliseconds, at most for 32. Return false, without a pause, if `limit`
 * milliseconds have passed since the first call with this `backoff`; else true. */
bool wp_backoff_pause(struct wp_backoff *backoff);

#endif
