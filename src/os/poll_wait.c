#include "os/poll_wait.h"

#include <time.h>

enum { FIRST_PAUSE = 1, LONGEST_PAUSE = 32 }; /* in milliseconds */

static uint64_t milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

bool wp_wait_more(struct wp_wait *wait)
{
    uint64_t now = milliseconds();
    struct timespec time;

    if (wait->begun == 0)
        wait->begun = now;
    if (now - wait->begun >= wait->limit)
        return false;
    if (wait->pause == 0)
        wait->pause = FIRST_PAUSE;
    else if (wait->pause < LONGEST_PAUSE)
        wait->pause *= 2;
    time = (struct timespec){.tv_nsec = (long)wait->pause * 1000000};
    nanosleep(&time, NULL); /* a signal only ends the pause early */
    return true;
}
