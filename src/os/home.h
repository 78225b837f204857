/*
 * Where the user is at home.
 */
#ifndef OS_HOME_H
#define OS_HOME_H

#include <weekplan/buf.h>

/* HOME where it is an absolute path, else what the user database says; NULL
 * when that is none either. Borrowed until the next call. */
const char *wp_home(void);

/* Appends the directory that the environment names in `variable`, as the XDG
 * base directory specification has it, else `otherwise` in the home directory.
 * A relative path is ignored. False when there is no home either. */
bool wp_home_path(struct wp_buf *path, const char *variable, const char *otherwise);

/* Appends who runs the program as an address of mail: user@host. False when it
 * has no name, or the machine has none. */
bool wp_home_address(struct wp_buf *address);

#endif
