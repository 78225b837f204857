/*
 * Quoting a word for a shell, in a command line that a person types or cron runs.
 */
#ifndef CMD_SHELL_QUOTE_H
#define CMD_SHELL_QUOTE_H

#include <weekplan/buf.h>

/* Append the word, with quotes if a shell would change it. Use no backslash, because cron gives a
 * backslash a meaning of its own (crontab(5)). */
void wp_shell_quote(struct wp_buf *buf, const char *word);

#endif
