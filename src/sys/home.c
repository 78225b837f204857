#include "sys/home.h"

#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

const char *wp_home(void)
{
    const char *home = getenv("HOME");
    if (home != NULL && home[0] == '/')
        return home;

    const struct passwd *user = getpwuid(getuid());
    return user != NULL && user->pw_dir != NULL && user->pw_dir[0] == '/' ? user->pw_dir : NULL;
}
