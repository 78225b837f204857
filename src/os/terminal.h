/*
 * The terminal: its width, its character set, and answers that are typed in it.
 */
#ifndef OS_TERMINAL_H
#define OS_TERMINAL_H

#include <stdbool.h>

/* Whether the descriptor is a terminal. */
bool wp_terminal_is(int fd);

/* Read a line from standard input. Return its first byte that is no blank, '\n' if there is
 * none, or -1 at the end of the input. */
int wp_terminal_answer(void);

/* Return the width of the terminal on `fd` in columns, or 0 if it is not known. */
unsigned wp_terminal_width(int fd);

/* Whether the locale of LC_ALL, LC_CTYPE or LANG (in this order) has the character set UTF-8.
 * A name with a character set (`en_GB.UTF-8`, `C.utf8`) decides alone, so that the locale
 * need not be installed. */
bool wp_terminal_utf8(void);

#endif
