/*
 * The home directory of the user, and the mail address.
 */
#ifndef OS_USER_H
#define OS_USER_H

#include <weekplan/buf.h>

/* Return HOME if it is an absolute path, else the home directory of the user database. NULL
 * if that is no absolute path either. Borrowed until the next call. */
const char *wp_user_home(void);

/* Append the path of a directory of the XDG Base Directory Specification: the value of the
 * environment variable `variable` if it is an absolute path, else `otherwise` in the home
 * directory. Return false if there is no home directory. */
bool wp_user_path(struct wp_buf *path, const char *variable, const char *otherwise);

/* Append the mail address of the user, user@host. Return false if the user or the machine has
 * no name. */
bool wp_user_address(struct wp_buf *address);

#endif
