/*
 * A terminal to test with. What includes it defines _XOPEN_SOURCE first.
 */
#ifndef UNIT_PSEUDO_TERMINAL_H
#define UNIT_PSEUDO_TERMINAL_H

#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700 /* posix_openpt */
#endif

#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>

/* Opens a terminal of so many columns; *controller keeps it alive. Both are the
 * caller's to close. -1 where there is none to be had. */
static inline int terminal_open(int *controller, unsigned short columns)
{
    struct winsize size = {.ws_row = 24, .ws_col = columns};

    *controller = posix_openpt(O_RDWR | O_NOCTTY);
    if (*controller < 0 || grantpt(*controller) != 0 || unlockpt(*controller) != 0 ||
        ioctl(*controller, TIOCSWINSZ, &size) != 0)
        return -1;
    return open(ptsname(*controller), O_RDWR | O_NOCTTY);
}

#endif
