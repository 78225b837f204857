#include "sys/spawn.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sys/retry.h"
#include <weekplan/buf.h>

extern char **environ;

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

/* What a terminal sends to all that run in it. */
static const int terminal_signals[] = {SIGINT, SIGQUIT};

enum { SIGNALS = sizeof terminal_signals / sizeof terminal_signals[0] };

/* Ignores the terminal's signals; `given_back` gets those that the other program
 * shall have as usual: not what was ignored before this program began. */
static void ignore_signals(struct sigaction old[SIGNALS], sigset_t *given_back)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};

    (void)sigemptyset(&ignore.sa_mask);
    (void)sigemptyset(given_back);
    (void)sigaddset(given_back, SIGPIPE);
    (void)sigaddset(given_back, SIGXFSZ);
    for (size_t i = 0; i < SIGNALS; i++) {
        (void)sigaction(terminal_signals[i], &ignore, &old[i]);
        if (old[i].sa_handler != SIG_IGN)
            (void)sigaddset(given_back, terminal_signals[i]);
    }
}

static int start(pid_t *child, char *const *argv, const sigset_t *given_back)
{
    posix_spawnattr_t attributes;
    int reason = posix_spawnattr_init(&attributes);

    if (reason != 0)
        return reason;
    (void)posix_spawnattr_setsigdefault(&attributes, given_back);
    (void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    reason = posix_spawn(child, argv[0], NULL, &attributes, argv, environ);
    (void)posix_spawnattr_destroy(&attributes);
    return reason;
}

int wp_spawn_wait(char *const *argv)
{
    struct sigaction old[SIGNALS];
    sigset_t given_back;
    pid_t child = -1;
    pid_t ended = -1;
    int how = 0;

    ignore_signals(old, &given_back);
    int reason = start(&child, argv, &given_back);
    if (reason == 0) {
        WP_RETRY(ended, waitpid(child, &how, 0));
        reason = ended < 0 ? errno : 0;
    }
    for (size_t i = 0; i < SIGNALS; i++)
        (void)sigaction(terminal_signals[i], &old[i], NULL);
    if (reason != 0) {
        errno = reason;
        return -1;
    }
    return WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
}
