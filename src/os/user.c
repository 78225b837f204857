#include "os/user.h"

#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

enum { HOST_SIZE = 256 }; /* room for a host name of 255 bytes (_POSIX_HOST_NAME_MAX) */

const char *wp_user_home(void)
{
    const char *home = getenv("HOME");
    if (home != NULL && home[0] == '/')
        return home;

    const struct passwd *user = getpwuid(getuid());
    return user != NULL && user->pw_dir != NULL && user->pw_dir[0] == '/' ? user->pw_dir : NULL;
}

bool wp_user_path(struct wp_buf *path, const char *variable, const char *otherwise)
{
    const char *given = getenv(variable);
    const char *home = given != NULL && given[0] == '/' ? NULL : wp_user_home();

    if (home != NULL)
        wp_buf_printf(path, "%s/%s", home, otherwise);
    else if (given != NULL && given[0] == '/')
        wp_buf_puts(path, given);
    else
        return false;
    return true;
}

bool wp_user_address(struct wp_buf *address)
{
    char host[HOST_SIZE] = "";
    const struct passwd *user = getpwuid(getuid());

    if (user == NULL || gethostname(host, sizeof host - 1) != 0 || host[0] == '\0')
        return false;
    wp_buf_printf(address, "%s@%s", user->pw_name, host);
    return true;
}
