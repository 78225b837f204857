/*
 * Open a pseudo-terminal. Define _XOPEN_SOURCE before you include this file.
 */
#ifndef UNIT_PSEUDO_TERMINAL_H
#define UNIT_PSEUDO_TERMINAL_H

#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700 /* for posix_openpt(3) */
#endif

#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>

/* Open a pseudo-terminal with this number of columns, or return -1. *controller keeps
 * it open. The caller closes both descriptors. */
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
