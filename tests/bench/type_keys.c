/*
 * Run a command on a new pseudo-terminal, type keys, and wait until the command ends. Its output is
 * read and dropped.
 *
 *     type_keys KEYS COMMAND [ARGUMENT]...
 */
#define _XOPEN_SOURCE   700
#define _DEFAULT_SOURCE /* TIOCSCTTY */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

/* Become the leader of a session on the terminal, and run the command. */
static void run(int terminal, char **argv)
{
    const char *name = ptsname(terminal);
    if (name == NULL || setsid() < 0)
        die("type_keys");
    int slave = open(name, O_RDWR);
    if (slave < 0 || ioctl(slave, TIOCSCTTY, 0) < 0)
        die(name);
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (dup2(slave, fd) < 0)
            die(name);
    close(slave);
    close(terminal);
    (void)execvp(argv[0], argv);
    die(argv[0]);
}

int main(int argc, char **argv)
{
    char bytes[4096];
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    int status = 0;

    if (argc < 3) {
        fputs("usage: type_keys KEYS COMMAND [ARGUMENT]...\n", stderr);
        return EXIT_FAILURE;
    }
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0 ||
        ioctl(terminal, TIOCSWINSZ, &size) != 0)
        die("type_keys");
    pid_t child = fork();
    if (child < 0)
        die("fork");
    if (child == 0)
        run(terminal, argv + 2);
    if (write(terminal, argv[1], strlen(argv[1])) < 0)
        die("write");
    while (read(terminal, bytes, sizeof bytes) > 0)
        continue;
    if (waitpid(child, &status, 0) < 0)
        die(argv[2]);
    return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE;
}
