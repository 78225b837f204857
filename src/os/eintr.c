#include "os/eintr.h"

#include <fcntl.h>
#include <unistd.h>

int wp_eintr_open(int directory, const char *path, int flags)
{
    int fd;

    WP_RETRY(fd, openat(directory, path, flags | O_CLOEXEC, 0600));
    return fd;
}

int wp_eintr_open_no_link(int directory, const char *path)
{
    return wp_eintr_open(directory, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
}

bool wp_eintr_sync_directory(int directory)
{
    int result;

    WP_RETRY(result, fsync(directory));
    return result == 0 || errno == EINVAL;
}
