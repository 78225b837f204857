/*
 * The terminal: its width, its character set, and answers that the user types.
 */
#ifndef OS_TERMINAL_H
#define OS_TERMINAL_H

#include <stdbool.h>

/* Whether the descriptor is a terminal. */
bool wp_terminal_is(int fd);

/* Make the controlling terminal standard input, if standard input is another file. No-op if there
 * is no terminal. */
void wp_terminal_take_stdin(void);

/* Read a line from standard input. Return the first byte that is not a space or a tab, '\n' for a
 * blank line, or -1 at the end of the input. */
int wp_terminal_answer(void);

/* Return the width in columns of the terminal `fd`, or 0 if it is unknown. If `fd` is a pipe, as in
 * `weekplan | less`, return the width of the terminal that is standard error or standard input. */
unsigned wp_terminal_width(int fd);

/* Return the number of lines of the terminal `fd`, or 0 if it is unknown. */
unsigned wp_terminal_height(int fd);

/* Whether the terminal of the environment is known to have hyperlinks (OSC 8). */
bool wp_terminal_links(void);

/* Whether the character set of the locale of LC_ALL, LC_CTYPE or LANG (in this order) is UTF-8. If
 * the name of the locale has a character set (`en_GB.UTF-8`, `C.utf8`), look only at the name, so
 * that the locale need not be installed. */
bool wp_terminal_utf8(void);

#endif
