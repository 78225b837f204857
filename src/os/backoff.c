#include "os/backoff.h"

#include <time.h>

enum { FIRST_PAUSE = 1, LONGEST_PAUSE = 32 }; /* pauses in milliseconds */

static uint64_t milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

bool wp_backoff_pause(struct wp_backoff *backoff)
{
    uint64_t now = milliseconds();
    struct timespec time;

    if (backoff->begun == 0)
        backoff->begun = now;
    if (now - backoff->begun >= backoff->limit)
        return false;
    if (backoff->pause == 0)
        backoff->pause = FIRST_PAUSE;
    else if (backoff->pause < LONGEST_PAUSE)
        backoff->pause *= 2;
    time = (struct timespec){.tv_nsec = (long)backoff->pause * 1000000};
    nanosleep(&time, NULL); /* a signal that ends the pause early does no harm */
    return true;
}
