#include "os/write_output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <weekplan/error.h>

/* Open the standard descriptor `fd` with the flags `wrong_flags` if it is closed. open(2) returns
 * the lowest free descriptor, which is `fd` if all lower descriptors are open. With the wrong
 * flags, reading from standard input, or writing to the other descriptors, still fails. */
static void open_if_closed(int fd, int wrong_flags)
{
    if (fcntl(fd, F_GETFD) == -1 && errno == EBADF)
        (void)open("/dev/null", wrong_flags);
}

void wp_write_output_prepare(void)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};

    (void)sigemptyset(&ignore.sa_mask);
    (void)sigaction(SIGPIPE, &ignore, NULL);
    (void)sigaction(SIGXFSZ, &ignore, NULL);
    open_if_closed(STDIN_FILENO, O_WRONLY);
    open_if_closed(STDOUT_FILENO, O_RDONLY);
    open_if_closed(STDERR_FILENO, O_RDONLY);
}

bool wp_write_output(int fd, struct wp_str bytes)
{
    while (bytes.length > 0) {
        ssize_t written = write(fd, bytes.data, bytes.length);
        if (written >= 0) {
            bytes.data += written;
            bytes.length -= (size_t)written;
        } else if (errno == EAGAIN) {
            /* Another program on the same terminal may have set O_NONBLOCK, so wait. */
            struct pollfd ready = {.fd = fd, .events = POLLOUT};
            if (poll(&ready, 1, -1) == -1 && errno != EINTR)
                return false;
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

void wp_write_output_out_of_memory(void)
{
    static const char message[] = "weekplan: out of memory\n";

    (void)wp_write_output(STDERR_FILENO, (struct wp_str){message, sizeof message - 1});
    _exit(WP_NO_MEMORY);
}
