#include "os/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <weekplan/error.h>

/* open(2) takes the lowest free number: `fd`, when all below it are taken. */
static void take_if_closed(int fd, int wrong_way)
{
    if (fcntl(fd, F_GETFD) == -1 && errno == EBADF)
        (void)open("/dev/null", wrong_way);
}

void wp_output_prepare(void)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};

    (void)sigemptyset(&ignore.sa_mask);
    (void)sigaction(SIGPIPE, &ignore, NULL);
    (void)sigaction(SIGXFSZ, &ignore, NULL);
    take_if_closed(STDIN_FILENO, O_WRONLY);
    take_if_closed(STDOUT_FILENO, O_RDONLY);
    take_if_closed(STDERR_FILENO, O_RDONLY);
}

bool wp_output_write(int fd, struct wp_str text)
{
    while (text.length > 0) {
        ssize_t written = write(fd, text.data, text.length);
        if (written >= 0) {
            text.data += written;
            text.length -= (size_t)written;
        } else if (errno == EAGAIN) {
            /* Another program that shares the terminal may have asked for this. */
            struct pollfd ready = {.fd = fd, .events = POLLOUT};
            if (poll(&ready, 1, -1) == -1 && errno != EINTR)
                return false;
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

void wp_output_out_of_memory(void)
{
    static const char message[] = "weekplan: out of memory\n";

    (void)wp_output_write(STDERR_FILENO, (struct wp_str){message, sizeof message - 1});
    _exit(WP_NO_MEMORY);
}
