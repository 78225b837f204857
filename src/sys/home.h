/*
 * Where the user is at home.
 */
#ifndef SYS_HOME_H
#define SYS_HOME_H

/* HOME where it is an absolute path, else what the user database says; NULL
 * when that is none either. Borrowed until the next call. */
const char *wp_home(void);

#endif
