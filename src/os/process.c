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
#include "os/backoff.h"
#include "os/eintr.h"
#include "os/write_output.h"

extern char **environ;

/* A search for a program in a list of directories. */
struct process_search {
    const char *name;
    /* Try the file at `path`. Return true to end the search. */
    bool (*visit)(struct process_search *search, const char *path);
    char *const *argv; /* used by visit_to_run: the argument vector */
    char *found;       /* set by visit_to_find: the path of the program; owned */
    int reason;        /* set by visit_to_run: errno of the last existing file; else ENOENT */
};

/* Try the file search->name in a directory. An empty path in PATH is the current directory. Return
 * whether the search ends. */
static bool visit_directory(struct process_search *search, struct wp_str directory)
{
    struct wp_buf path = WP_BUF_INIT;
    bool ends;

    wp_buf_append(&path, directory.length > 0 ? directory : wp_str("."));
    wp_buf_putc(&path, '/');
    wp_buf_puts(&path, search->name);
    ends = search->visit(search, path.data);
    wp_buf_free(&path);
    return ends;
}

/* Try the directories of `first`, then those of PATH. */
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

/* Replace this process by the program at `path`. After a failure return whether the search ends. As
 * in execvp(3), the search continues after EACCES. */
static bool visit_to_run(struct process_search *search, const char *path)
{
    execv(path, search->argv);
    if (errno != ENOENT && errno != ENOTDIR)
        search->reason = errno;
    return errno != ENOENT && errno != ENOTDIR && errno != EACCES;
}

/* End the search if `path` is a file that can be run. */
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
        .name = name, .visit = visit_to_run, .argv = argv, .reason = ENOENT};

    if (plan != NULL && setenv("WEEKPLAN_FILE", plan, 1) != 0)
        return false;
    look_everywhere(&search, first);
    errno = search.reason;
    return false;
}

char *wp_process_find(const char *name, const char *const *first)
{
    struct process_search search = {.name = name, .visit = visit_to_find};

    if (strchr(name, '/') != NULL)
        (void)visit_to_find(&search, name);
    else
        look_everywhere(&search, first);
    return search.found;
}

/* The signals that a terminal sends to all processes of the foreground process group. */
static const int terminal_signals[] = {SIGINT, SIGQUIT};

enum { SIGNALS = sizeof terminal_signals / sizeof terminal_signals[0] };

/* Set `signals` to the signals that wp_write_output_prepare ignores. */
static void set_output_signals(sigset_t *signals)
{
    (void)sigemptyset(signals);
    (void)sigaddset(signals, SIGPIPE);
    (void)sigaddset(signals, SIGXFSZ);
}

/* Ignore the signals of the terminal in this program. Set `defaults` to the signals that the other
 * program must not ignore. A signal that was ignored when this program began stays ignored. */
static void ignore_signals(struct sigaction old[SIGNALS], sigset_t *defaults)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};

    (void)sigemptyset(&ignore.sa_mask);
    set_output_signals(defaults);
    for (size_t i = 0; i < SIGNALS; i++) {
        (void)sigaction(terminal_signals[i], &ignore, &old[i]);
        if (old[i].sa_handler != SIG_IGN)
            (void)sigaddset(defaults, terminal_signals[i]);
    }
}

/* Start the program at `path`, with the default action for the signals of `defaults`. NULL is
 * allowed for `actions`. NULL for `environment` is the environment of this program. Return 0, or an
 * error number. */
static int process_start(pid_t *child, const char *path, char *const *argv,
                         char *const *environment, const posix_spawn_file_actions_t *actions,
                         const sigset_t *defaults)
{
    struct sigaction default_action = {.sa_handler = SIG_DFL};
    posix_spawnattr_t attributes;
    int reason = posix_spawnattr_init(&attributes);

    if (reason != 0)
        return reason;
    /* waitpid(2) fails if SIGCHLD is ignored, which this program may have inherited. */
    (void)sigemptyset(&default_action.sa_mask);
    (void)sigaction(SIGCHLD, &default_action, NULL);
    (void)posix_spawnattr_setsigdefault(&attributes, defaults);
    (void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    do { /* a signal may interrupt the dup2(2) calls of `actions` */
        reason = posix_spawn(child, path, actions, &attributes, argv,
                             environment != NULL ? environment : environ);
    } while (reason == EINTR);
    (void)posix_spawnattr_destroy(&attributes);
    return reason;
}

/* How long a program may take to end after SIGTERM, in milliseconds. */
enum { TERM_LIMIT = 2000 };

/* Return the exit code of a program that has ended, or 128 plus the number of the signal that
 * ended it. */
static int exit_code_of(int how)
{
    return WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
}

/* Wait for the end of the program. Return its exit code, 128 plus the number of the signal that
 * ended it, or -1 with errno set. */
static int wait_for(pid_t child)
{
    pid_t ended;
    int how = 0;

    WP_RETRY(ended, waitpid(child, &how, 0));
    return ended < 0 ? -1 : exit_code_of(how);
}

/* Wait for the end of the program for `limit` milliseconds. Return whether it has ended, or cannot
 * be waited for. *code is then set as wait_for returns it. */
static bool has_ended(pid_t child, unsigned limit, int *code)
{
    struct wp_backoff backoff = {.limit = limit};
    pid_t ended;
    int how = 0;

    do {
        WP_RETRY(ended, waitpid(child, &how, WNOHANG));
    } while (ended == 0 && wp_backoff_pause(&backoff));
    *code = ended < 0 ? -1 : exit_code_of(how);
    return ended != 0;
}

/* Wait for the end of the program, and end it when its time is over. Return as wait_for does. */
static int wait_in_time(pid_t child, struct wp_process *process)
{
    int code;

    if (process->seconds == 0)
        return wait_for(child);
    if (has_ended(child, process->seconds * 1000, &code))
        return code;
    process->late = true;
    (void)kill(child, SIGTERM); /* git removes its lock files */
    if (has_ended(child, TERM_LIMIT, &code))
        return code;
    (void)kill(child, SIGKILL);
    return wait_for(child);
}

/* Restore the actions that ignore_signals has replaced. */
static void restore_terminal_signals(const struct sigaction old[SIGNALS])
{
    for (size_t i = 0; i < SIGNALS; i++)
        (void)sigaction(terminal_signals[i], &old[i], NULL);
}

int wp_process_wait(char *const *argv)
{
    struct sigaction old[SIGNALS];
    sigset_t defaults;
    pid_t child = -1;
    int code = -1;

    ignore_signals(old, &defaults);
    int reason = process_start(&child, argv[0], argv, NULL, NULL, &defaults);
    if (reason == 0) {
        code = wait_for(child);
        reason = errno;
    }
    restore_terminal_signals(old);
    errno = reason;
    return code;
}

static void close_file(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* Open a pipe that other programs do not inherit. Return false, with errno set, after a failure. */
static bool open_pipe(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    return fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0 && fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0;
}

/* Start the program with the reading end of the pipe as its standard input. Return 0, or an error
 * number. */
static int start_reader(pid_t *child, char *const *argv, int end, const sigset_t *defaults)
{
    posix_spawn_file_actions_t actions;
    int reason = posix_spawn_file_actions_init(&actions);

    if (reason != 0)
        return reason;
    reason = posix_spawn_file_actions_adddup2(&actions, end, STDIN_FILENO);
    if (reason == 0)
        reason = process_start(child, argv[0], argv, NULL, &actions, defaults);
    (void)posix_spawn_file_actions_destroy(&actions);
    return reason;
}

int wp_process_feed(char *const *argv, struct wp_str input)
{
    struct sigaction old[SIGNALS];
    sigset_t defaults;
    int ends[2] = {-1, -1};
    pid_t child = -1;
    int code = -1;

    ignore_signals(old, &defaults);
    int reason = open_pipe(ends) ? start_reader(&child, argv, ends[0], &defaults) : errno;
    close_file(&ends[0]);
    if (reason == 0) {
        /* ignore the result: writing fails if the program ends before it has read all of the
         * input */
        (void)wp_write_output(ends[1], input);
        close_file(&ends[1]);
        code = wait_for(child);
        reason = errno;
    }
    close_file(&ends[1]);
    restore_terminal_signals(old);
    errno = reason;
    return code;
}

/* Create a temporary file, and unlink it, so that the system frees it when its descriptor is
 * closed. Return the descriptor, or -1 with errno set. */
static int open_nameless(void)
{
    const char *directory = getenv("TMPDIR");
    struct wp_buf path = WP_BUF_INIT;
    int fd = -1;

    do { /* write the path for each try, because a failed mkstemp(3) may change it */
        wp_buf_clear(&path);
        wp_buf_puts(&path, directory != NULL && directory[0] == '/' ? directory : "/tmp");
        wp_buf_puts(&path, "/weekplan-XXXXXX");
        fd = mkstemp(path.data);
    } while (fd < 0 && errno == EINTR);
    if (fd >= 0) {
        (void)unlink(path.data);
        (void)fcntl(fd, F_SETFD, FD_CLOEXEC);
    }
    wp_buf_free(&path);
    return fd;
}

/* The files that connect this program with the other program. */
struct exchange {
    int files[3]; /* standard input, output and error of the other program; -1 if closed */
    int pipe;     /* reading end of the pipe, if standard output is a pipe; else -1 */
};

static bool open_output_pipe(struct exchange *exchange)
{
    int ends[2] = {-1, -1};
    bool opened = open_pipe(ends);

    exchange->pipe = ends[0];
    exchange->files[STDOUT_FILENO] = ends[1];
    return opened;
}

static bool open_exchange(struct exchange *exchange, const struct wp_process *process)
{
    for (int i = 0; i < 3; i++) {
        if (i == STDOUT_FILENO && process->whole) {
            if (!open_output_pipe(exchange))
                return false;
        } else if ((exchange->files[i] = open_nameless()) < 0) {
            return false;
        }
    }
    return wp_write_output(exchange->files[0], process->input) &&
           lseek(exchange->files[0], 0, SEEK_SET) == 0;
}

static void close_exchange(struct exchange *exchange)
{
    for (size_t i = 0; i < 3; i++)
        close_file(&exchange->files[i]);
    close_file(&exchange->pipe);
}

/* Start the program with the files of `exchange` as standard descriptors. Return 0, or an error
 * number. */
static int start_exchange(pid_t *child, const char *path, const struct wp_process *process,
                          const struct exchange *exchange)
{
    posix_spawn_file_actions_t actions;
    sigset_t defaults;
    int reason = posix_spawn_file_actions_init(&actions);

    if (reason != 0)
        return reason;
    set_output_signals(&defaults);
    for (int fd = 0; reason == 0 && fd < 3; fd++)
        reason = posix_spawn_file_actions_adddup2(&actions, exchange->files[fd], fd);
    if (reason == 0)
        reason =
            process_start(child, path, process->argv, process->environment, &actions, &defaults);
    (void)posix_spawn_file_actions_destroy(&actions);
    return reason;
}

static size_t output_limit(const struct wp_process *process)
{
    return process->limit != 0 ? process->limit : WP_PROCESS_OUTPUT_MAX;
}

/* Append the bytes of an output file of the program. Stop, and set *cut, if there are more bytes
 * than `limit`. Return false, with errno set, if reading fails. */
static bool read_back(int fd, struct wp_buf *bytes, size_t limit, bool *cut)
{
    char block[4096];
    off_t at = 0;
    ssize_t count;

    do {
        WP_RETRY(count, pread(fd, block, sizeof block, at));
        if (count > 0)
            wp_buf_append(bytes, (struct wp_str){block, (size_t)count});
        at += count;
    } while (count > 0 && bytes->length <= limit);
    if (bytes->length > limit) {
        bytes->length = limit;
        bytes->data[limit] = '\0';
        *cut = true;
    }
    return count >= 0;
}

/* Append the output of the program from the pipe while the program runs. Stop, and set
 * process->cut, if there are more bytes than the limit. Return false, with *reason set to errno, if
 * reading fails. */
static bool read_pipe(int fd, struct wp_process *process, int *reason)
{
    size_t limit = output_limit(process);
    char block[4096];
    ssize_t count;

    for (;;) {
        WP_RETRY(count, read(fd, block, sizeof block));
        if (count <= 0)
            break;
        if (process->out.length + (size_t)count > limit) {
            process->cut = true;
            return true;
        }
        wp_buf_append(&process->out, (struct wp_str){block, (size_t)count});
    }
    *reason = errno;
    return count == 0;
}

/* Wait for the end of the program, and read its output. */
static enum wp_status process_finish(struct wp_process *process, pid_t child,
                                     struct exchange *exchange, struct wp_error *error)
{
    bool read = true;
    bool ignored = false;
    int reason = 0;

    process->started = true;
    if (process->whole) {
        close_file(&exchange->files[STDOUT_FILENO]);
        read = read_pipe(exchange->pipe, process, &reason);
        close_file(&exchange->pipe); /* a program that prints more gets SIGPIPE */
    }
    process->exit_code = wait_in_time(child, process);
    process->ended = process->exit_code >= 0;
    if (!process->ended)
        return wp_error_set(error, WP_IO, "cannot wait for %s: %s", process->name, strerror(errno));
    if (read && ((!process->whole && !read_back(exchange->files[STDOUT_FILENO], &process->out,
                                                output_limit(process), &process->cut)) ||
                 !read_back(exchange->files[STDERR_FILENO], &process->err, WP_PROCESS_OUTPUT_MAX,
                            &ignored))) {
        read = false;
        reason = errno;
    }
    if (!read)
        return wp_error_set(error, WP_IO, "cannot read what %s printed: %s", process->name,
                            strerror(reason));
    return WP_OK;
}

enum wp_status wp_process_run(struct wp_process *process, struct wp_error *error)
{
    bool is_path = strchr(process->name, '/') != NULL;
    char *path =
        is_path ? wp_memory_strdup(process->name) : wp_process_find(process->name, process->first);
    struct exchange exchange = {{-1, -1, -1}, -1};
    enum wp_status status;
    pid_t child = -1;
    int reason;

    if (path == NULL)
        return wp_error_set(error, WP_MISSING, "there is no program %s", process->name);
    if (!open_exchange(&exchange, process)) {
        status =
            wp_error_set(error, WP_IO,
                         "cannot write the input or output of %s to a temporary file in TMPDIR: %s",
                         process->name, strerror(errno));
        goto out;
    }
    reason = start_exchange(&child, path, process, &exchange);
    if (reason == ENOENT && access(path, F_OK) != 0)
        status = wp_error_set(error, WP_MISSING, "there is no program %s", process->name);
    else if (reason != 0)
        status = wp_error_set(error, WP_IO, "cannot run %s: %s", process->name, strerror(reason));
    else
        status = process_finish(process, child, &exchange, error);
out:
    close_exchange(&exchange);
    free(path);
    return status;
}
