#include "os/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "os/output.h"
#include "os/retry.h"

extern char **environ;

/* A search for a program, directory by directory. */
struct process_search {
    const char *name;
    /* Whether the search ends at `path`. */
    bool (*visit)(struct process_search *search, const char *path);
    char *const *argv; /* of what is run */
    char *found;       /* of what is only looked for */
    int remembered;    /* why a file that is there is none that can be run, or ENOENT */
};

static bool visit_directory(struct process_search *search, struct wp_str directory)
{
    struct wp_buf path = WP_BUF_INIT;
    bool ends = true;

    if (directory.length > 0) { /* an empty one is the current directory */
        wp_buf_append(&path, directory);
        wp_buf_putc(&path, '/');
    } else {
        wp_buf_puts(&path, "./");
    }
    wp_buf_puts(&path, search->name);
    if (path.failed)
        search->remembered = ENOMEM;
    else
        ends = search->visit(search, path.data);
    wp_buf_free(&path);
    return ends;
}

/* Along `first` and then PATH. */
static void look_everywhere(struct process_search *search, const char *const *first)
{
    const char *path = getenv("PATH");

    for (; *first != NULL; first++)
        if (visit_directory(search, wp_str(*first)))
            return;
    while (path != NULL) {
        size_t length = strcspn(path, ":");

        if (visit_directory(search, (struct wp_str){path, length}))
            return;
        path = path[length] == ':' ? path + length + 1 : NULL;
    }
}

/* Becomes the program. A directory that may not be searched, or a file that may
 * not be run, is passed over as execvp(3) does, but remembered. */
static bool visit_to_run(struct process_search *search, const char *path)
{
    execv(path, search->argv);
    if (errno != ENOENT && errno != ENOTDIR)
        search->remembered = errno;
    return errno != ENOENT && errno != ENOTDIR && errno != EACCES;
}

static bool visit_to_find(struct process_search *search, const char *path)
{
    struct stat info;

    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode) || access(path, X_OK) != 0)
        return false;
    search->found = wp_memory_strdup(path);
    return true;
}

bool wp_process_exec(const char *name, const char *const *first, char *const *argv,
                     const char *plan)
{
    struct process_search search = {
        .name = name, .visit = visit_to_run, .argv = argv, .remembered = ENOENT};

    if (plan != NULL && setenv("WEEKPLAN_FILE", plan, 1) != 0)
        return false;
    look_everywhere(&search, first);
    errno = search.remembered;
    return false;
}

char *wp_process_find(const char *name, const char *const *first)
{
    struct process_search search = {.name = name, .visit = visit_to_find};

    look_everywhere(&search, first);
    return search.found;
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

/* Starts the program at `path`, with `actions` (may be NULL) done to its descriptors
 * and the signals of `given_back` as usual. 0, or why it cannot be run. */
static int process_start(pid_t *child, const char *path, char *const *argv,
                         const posix_spawn_file_actions_t *actions, const sigset_t *given_back)
{
    struct sigaction usual = {.sa_handler = SIG_DFL};
    posix_spawnattr_t attributes;
    int reason = posix_spawnattr_init(&attributes);

    if (reason != 0)
        return reason;
    /* Who has it ignored, as some have that start us, cannot wait. */
    (void)sigemptyset(&usual.sa_mask);
    (void)sigaction(SIGCHLD, &usual, NULL);
    (void)posix_spawnattr_setsigdefault(&attributes, given_back);
    (void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    do { /* what is done to the descriptors may be interrupted */
        reason = posix_spawn(child, path, actions, &attributes, argv, environ);
    } while (reason == EINTR);
    (void)posix_spawnattr_destroy(&attributes);
    return reason;
}

/* The exit code, as a shell has it; -1 and errno where it cannot be told. */
static int wait_for(pid_t child)
{
    pid_t ended;
    int how = 0;

    WP_RETRY(ended, waitpid(child, &how, 0));
    if (ended < 0)
        return -1;
    return WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
}

int wp_process_wait(char *const *argv)
{
    struct sigaction old[SIGNALS];
    sigset_t given_back;
    pid_t child = -1;
    int code = -1;

    ignore_signals(old, &given_back);
    int reason = process_start(&child, argv[0], argv, NULL, &given_back);
    if (reason == 0) {
        code = wait_for(child);
        reason = errno;
    }
    for (size_t i = 0; i < SIGNALS; i++)
        (void)sigaction(terminal_signals[i], &old[i], NULL);
    errno = reason;
    return code;
}

/* A file that nobody else can open, and that is gone with its descriptor. */
static int open_nameless(void)
{
    const char *directory = getenv("TMPDIR");
    struct wp_buf path = WP_BUF_INIT;
    int fd = -1;

    do { /* what has failed has changed the path */
        wp_buf_clear(&path);
        wp_buf_puts(&path, directory != NULL && directory[0] == '/' ? directory : "/tmp");
        wp_buf_puts(&path, "/weekplan-XXXXXX");
        errno = ENOMEM;
        if (!path.failed)
            fd = mkstemp(path.data);
    } while (fd < 0 && errno == EINTR);
    if (fd >= 0) {
        (void)unlink(path.data);
        (void)fcntl(fd, F_SETFD, FD_CLOEXEC);
    }
    wp_buf_free(&path);
    return fd;
}

/* What the other program reads and writes: its standard input, output and error
 * output. */
struct exchange {
    int files[3];
    int pipe; /* what its output can be read from, where that is no file; else -1 */
};

static bool open_pipe(struct exchange *exchange)
{
    int ends[2];

    if (pipe(ends) != 0)
        return false;
    exchange->pipe = ends[0];
    exchange->files[STDOUT_FILENO] = ends[1];
    return fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0 && fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0;
}

static bool open_exchange(struct exchange *exchange, const struct wp_process *spawn)
{
    for (int i = 0; i < 3; i++) {
        if (i == STDOUT_FILENO && spawn->whole) {
            if (!open_pipe(exchange))
                return false;
        } else if ((exchange->files[i] = open_nameless()) < 0) {
            return false;
        }
    }
    return wp_output_write(exchange->files[0], spawn->input) &&
           lseek(exchange->files[0], 0, SEEK_SET) == 0;
}

static void close_file(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void close_exchange(struct exchange *exchange)
{
    for (size_t i = 0; i < 3; i++)
        close_file(&exchange->files[i]);
    close_file(&exchange->pipe);
}

/* 0, or why it cannot be run. */
static int start_exchange(pid_t *child, const char *path, const struct wp_process *spawn,
                          const struct exchange *exchange)
{
    posix_spawn_file_actions_t actions;
    sigset_t given_back;
    int reason = posix_spawn_file_actions_init(&actions);

    if (reason != 0)
        return reason;
    (void)sigemptyset(&given_back);
    (void)sigaddset(&given_back, SIGPIPE);
    (void)sigaddset(&given_back, SIGXFSZ);
    for (int fd = 0; reason == 0 && fd < 3; fd++)
        reason = posix_spawn_file_actions_adddup2(&actions, exchange->files[fd], fd);
    if (reason == 0)
        reason = process_start(child, path, spawn->argv, &actions, &given_back);
    (void)posix_spawn_file_actions_destroy(&actions);
    return reason;
}

static bool process_read_back(int fd, struct wp_buf *bytes)
{
    char block[4096];
    off_t at = 0;
    ssize_t count;

    do {
        WP_RETRY(count, pread(fd, block, sizeof block, at));
        if (count > 0)
            wp_buf_append(bytes, (struct wp_str){block, (size_t)count});
        at += count;
    } while (count > 0 && bytes->length < WP_SPAWN_OUTPUT_MAX);
    return count >= 0;
}

/* Reads what it prints, while it runs; *cut where it is too much. False, with
 * *reason, where that fails. */
static bool read_pipe(int fd, struct wp_buf *bytes, bool *cut, int *reason)
{
    char block[4096];
    ssize_t count;

    for (;;) {
        WP_RETRY(count, read(fd, block, sizeof block));
        if (count <= 0)
            break;
        if (bytes->length + (size_t)count > WP_SPAWN_OUTPUT_MAX) {
            *cut = true;
            return true;
        }
        wp_buf_append(bytes, (struct wp_str){block, (size_t)count});
    }
    *reason = errno;
    return count == 0;
}

static enum wp_status process_finish(struct wp_process *spawn, pid_t child,
                                     struct exchange *exchange, struct wp_error *error)
{
    bool read = true;
    int reason = 0;

    spawn->started = true;
    if (spawn->whole) {
        close_file(&exchange->files[STDOUT_FILENO]);
        read = read_pipe(exchange->pipe, &spawn->out, &spawn->cut, &reason);
        close_file(&exchange->pipe); /* whoever goes on printing ends by that */
    }
    spawn->exit_code = wait_for(child);
    spawn->ended = spawn->exit_code >= 0;
    if (!spawn->ended)
        return wp_error_set(error, WP_IO, "cannot wait for %s: %s", spawn->name, strerror(errno));
    if (read &&
        ((!spawn->whole && !process_read_back(exchange->files[STDOUT_FILENO], &spawn->out)) ||
         !process_read_back(exchange->files[STDERR_FILENO], &spawn->err))) {
        read = false;
        reason = errno;
    }
    if (!read)
        return wp_error_set(error, WP_IO, "cannot read what %s printed: %s", spawn->name,
                            strerror(reason));
    return spawn->out.failed || spawn->err.failed ? wp_error_set_no_memory(error) : WP_OK;
}

enum wp_status wp_process_run(struct wp_process *spawn, struct wp_error *error)
{
    bool is_path = strchr(spawn->name, '/') != NULL;
    char *path =
        is_path ? wp_memory_strdup(spawn->name) : wp_process_find(spawn->name, spawn->first);
    struct exchange exchange = {{-1, -1, -1}, -1};
    enum wp_status status;
    pid_t child = -1;
    int reason;

    if (path == NULL)
        return is_path ? wp_error_set_no_memory(error)
                       : wp_error_set(error, WP_MISSING, "there is no program %s", spawn->name);
    if (!open_exchange(&exchange, spawn)) {
        status =
            wp_error_set(error, WP_IO,
                         "cannot keep what %s reads and prints in a temporary file (in TMPDIR): %s",
                         spawn->name, strerror(errno));
        goto out;
    }
    reason = start_exchange(&child, path, spawn, &exchange);
    if (reason == ENOENT && access(path, F_OK) != 0)
        status = wp_error_set(error, WP_MISSING, "there is no program %s", spawn->name);
    else if (reason != 0)
        status = wp_error_set(error, WP_IO, "cannot run %s: %s", spawn->name, strerror(reason));
    else
        status = process_finish(spawn, child, &exchange, error);
out:
    close_exchange(&exchange);
    free(path);
    return status;
}
