#include "sys/spawn.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <weekplan/buf.h>

/* Becomes directory/name; comes back with errno set when it cannot. */
static void try_directory(struct wp_str directory, const char *name, char *const *argv)
{
    struct wp_buf path = WP_BUF_INIT;
    if (directory.length > 0) { /* an empty one is the current directory */
        wp_buf_append(&path, directory);
        wp_buf_putc(&path, '/');
    } else {
        wp_buf_puts(&path, "./");
    }
    wp_buf_puts(&path, name);
    if (path.failed)
        errno = ENOMEM;
    else
        execv(path.data, argv);

    int reason = errno;
    wp_buf_free(&path);
    errno = reason;
}

/* Whether the search goes on after `reason`. A directory that may not be
 * searched, or a file that may not be run, is passed over as execvp(3) does,
 * but remembered. */
static bool passed_over(int reason, int *remembered)
{
    if (reason == EACCES)
        *remembered = EACCES;
    return reason == ENOENT || reason == ENOTDIR || reason == EACCES;
}

bool wp_spawn_replace(const char *name, const char *const *first, char *const *argv,
                      const char *plan)
{
    if (plan != NULL && setenv("WEEKPLAN_FILE", plan, 1) != 0)
        return false;

    int remembered = ENOENT;
    for (; *first != NULL; first++) {
        try_directory(wp_str(*first), name, argv);
        if (!passed_over(errno, &remembered))
            return false;
    }
    const char *path = getenv("PATH");
    while (path != NULL) {
        size_t length = strcspn(path, ":");
        try_directory((struct wp_str){path, length}, name, argv);
        if (!passed_over(errno, &remembered))
            return false;
        path = path[length] == ':' ? path + length + 1 : NULL;
    }
    errno = remembered;
    return false;
}
