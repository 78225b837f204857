/*
 * The terminal, as far as output depends on it.
 */
#ifndef OS_TERMINAL_H
#define OS_TERMINAL_H

#include <stdbool.h>

/* Whether the descriptor is a terminal. */
bool wp_terminal_is(int fd);

/* Reads a line from standard input, where somebody types: its first byte that is
 * no blank, '\n' when it has none, or -1 when no line comes any more. */
int wp_terminal_answer(void);

/* The width of the terminal on `fd` in columns, or 0 when it has none. */
unsigned wp_terminal_width(int fd);

/* Whether the locale of LC_ALL, LC_CTYPE, LANG (in this order) has the
 * character set UTF-8. The name alone decides where it has a character set
 * (`en_GB.UTF-8`, `C.utf8`); the system's locales are asked only where it does
 * not. */
bool wp_terminal_utf8(void);

#endif
