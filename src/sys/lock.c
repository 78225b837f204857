#include "sys/lock.h"

#include <errno.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>

enum { FIRST_PAUSE = 1, LONGEST_PAUSE = 32 };

static uint64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static void pause_for(unsigned pause)
{
    struct timespec time = {.tv_nsec = (long)pause * 1000000};
    nanosleep(&time, NULL); /* a signal only makes the next try come sooner */
}

/* flock(2) has no time limit of its own, and an alarm would be a signal of the
 * whole program: so it is asked again and again. */
enum wp_status wp_lock_directory(int directory, unsigned limit, const char *name,
                                 struct wp_error *error)
{
    uint64_t begun = 0;
    unsigned pause = FIRST_PAUSE;
    while (flock(directory, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR)
            continue;
        if (errno != EWOULDBLOCK)
            return wp_fail(error, WP_IO, "cannot lock the directory of %s: %s", name,
                           strerror(errno));
        uint64_t now = milliseconds();
        if (begun == 0)
            begun = now;
        if (now - begun >= limit)
            return wp_fail(error, WP_BUSY,
                           "another weekplan is at work beside %s (try again when it is done)",
                           name);
        pause_for(pause);
        if (pause < LONGEST_PAUSE)
            pause *= 2;
    }
    return WP_OK;
}
