#include "os/fd.h"

#include <fcntl.h>
#include <unistd.h>

int wp_fd_open(int directory, const char *path, int flags)
{
    int fd;

    WP_RETRY(fd, openat(directory, path, flags | O_CLOEXEC, 0600));
    return fd;
}

int wp_fd_open_no_link(int directory, const char *path)
{
    return wp_fd_open(directory, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
}

bool wp_fd_sync_directory(int directory)
{
    int result;

    WP_RETRY(result, fsync(directory));
    return result == 0 || errno == EINVAL;
}
