/*
 * The names of the programs that can be run and begin with a prefix.
 */
#ifndef OS_PROGRAM_NAMES_H
#define OS_PROGRAM_NAMES_H

#include <weekplan/buf.h>

/* Append the names without `prefix`, each with a line break, from the directories of the
 * NULL-terminated list `first` and those of PATH. A name that is in several directories is appended
 * several times. Leave out a name with a character that is not an ASCII letter, a digit, '-', '_'
 * or '.'. */
void wp_program_names(struct wp_buf *names, const char *prefix, const char *const *first);

#endif
