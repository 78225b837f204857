/*
 * Quoting of a word for a shell, in a command line that a person types or cron runs.
 */
#ifndef CMD_SHELL_WORD_H
#define CMD_SHELL_WORD_H

#include <weekplan/buf.h>

/* Append the word, quoted if a shell could change it. No backslash is added, because cron has
 * a meaning of its own for it. */
void wp_shell_word(struct wp_buf *buf, const char *word);

#endif
