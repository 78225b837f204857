/*
 * The user: home directory, XDG directories, and mail address.
 */
#ifndef OS_USER_H
#define OS_USER_H

#include <weekplan/buf.h>

/* Return the value of HOME if it is an absolute path, else the home directory in the user database
 * (getpwuid(3)). NULL if that is not an absolute path either. Borrowed until the next call. */
const char *wp_user_home(void);

/* Append the path of a directory by the XDG Base Directory Specification: the value of the
 * environment variable `variable` if it is an absolute path, else the path `otherwise` in the home
 * directory. Return false if there is no home directory. */
bool wp_user_path(struct wp_buf *path, const char *variable, const char *otherwise);

/* Append the mail address USER@HOST of the user. Return false if the user name or the host name
 * cannot be determined. */
bool wp_user_address(struct wp_buf *address);

#endif
