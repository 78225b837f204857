/*
 * Words of a command line that somebody is to type, or cron to run.
 */
#ifndef CMD_SHELL_WORD_H
#define CMD_SHELL_WORD_H

#include <weekplan/buf.h>

/* Appends the word so that a shell reads it as it is: between quotes where it has
 * more than letters, digits and some signs. There is no backslash in that which was
 * not in the word. */
void wp_shell_word(struct wp_buf *buf, const char *word);

#endif
