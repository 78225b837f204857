#include "os/git.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

extern char **environ;

/* Variables that name a repository, from `git rev-parse --local-env-vars`; and variables that are
 * in `settings`. */
static const char *const removed_variables[] = {"GIT_DIR",
                                                "GIT_WORK_TREE",
                                                "GIT_INDEX_FILE",
                                                "GIT_PREFIX",
                                                "GIT_COMMON_DIR",
                                                "GIT_OBJECT_DIRECTORY",
                                                "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                                "GIT_TERMINAL_PROMPT",
                                                "LC_ALL"};
static char terminal_prompt[] = "GIT_TERMINAL_PROMPT=0";
static char locale[] = "LC_ALL=C";
static char *const settings[] = {terminal_prompt, locale};

enum {
    REMOVED_COUNT = sizeof removed_variables / sizeof removed_variables[0],
    SETTING_COUNT = sizeof settings / sizeof settings[0]
};

/* Whether a line NAME=VALUE of the environment has one of removed_variables. */
static bool is_removed_variable(const char *line)
{
    size_t length = strcspn(line, "=");

    for (size_t i = 0; i < REMOVED_COUNT; i++)
        if (wp_str_equal_c((struct wp_str){line, length}, removed_variables[i]))
            return true;
    return false;
}

/* Return the environment for git. Free the array with free(3). Its lines are borrowed. */
static char **make_git_environment(void)
{
    size_t count = 0;

    while (environ[count] != NULL)
        count++;
    char **lines = wp_memory_array(count + SETTING_COUNT + 1, sizeof *lines);

    count = 0;
    for (char **line = environ; *line != NULL; line++)
        if (!is_removed_variable(*line))
            lines[count++] = *line;
    for (size_t i = 0; i < SETTING_COUNT; i++)
        lines[count++] = settings[i];
    return lines;
}

/* Return the command line `git -C DIRECTORY ARGUMENTS...`. Free the array with free(3). */
static const char **make_git_argv(const struct wp_git *git)
{
    size_t count = 0;

    while (git->arguments[count] != NULL)
        count++;
    const char **argv = wp_memory_array(3 + count + 1, sizeof *argv);

    argv[0] = "git";
    argv[1] = "-C";
    argv[2] = git->directory;
    memcpy(argv + 3, git->arguments, count * sizeof *argv);
    return argv;
}

enum wp_status wp_git_run(struct wp_git *git, struct wp_error *error)
{
    static const char *const nowhere_else[] = {NULL};
    struct wp_process *process = &git->process;
    char **environment = make_git_environment();
    const char **argv = make_git_argv(git);
    enum wp_status status;

    process->name = "git";
    process->first = nowhere_else;
    /* The cast is safe: posix_spawn(3) does not change the arguments. */
    process->argv = (char *const *)argv;
    process->environment = environment;
    status = wp_process_run(process, error);
    if (status == WP_MISSING)
        status = wp_error_set(error, WP_UNAVAILABLE, "there is no git here (install git)");
    process->argv = NULL;
    process->environment = NULL;
    free(argv);
    free(environment);
    return status;
}

struct wp_str wp_git_reason(const struct wp_git *git)
{
    static const char *const prefixes[] = {"fatal: ", "error: "};
    struct wp_str rest = wp_str_trim(wp_buf_str(&git->process.err));
    struct wp_str line = rest;

    while (rest.length > 0) {
        const char *end = memchr(rest.data, '\n', rest.length);

        line = wp_str_slice(rest, 0, end != NULL ? (size_t)(end - rest.data) : rest.length);
        for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
            if (wp_str_starts(line, prefixes[i]))
                return wp_str_slice(line, strlen(prefixes[i]), line.length);
        rest = wp_str_slice(rest, line.length + 1, rest.length);
    }
    return line;
}

void wp_git_free(struct wp_git *git)
{
    wp_buf_free(&git->process.out);
    wp_buf_free(&git->process.err);
}

/* Return the error of `git rev-parse --show-toplevel` for the file at `path`. */
static enum wp_status fail_no_top(const struct wp_git *git, const char *path,
                                  struct wp_error *error)
{
    struct wp_str reason = wp_git_reason(git);

    if (wp_str_starts(reason, "not a git repository") ||
        wp_str_starts(reason, "this operation must be run in a work tree"))
        return wp_error_set(error, WP_MISSING, "%s is not in a work tree of git", path);
    return wp_error_set(error, WP_IO, "git refuses the work tree of %s: %.*s", path,
                        (int)reason.length, reason.data);
}

enum wp_status wp_git_find_top(struct wp_buf *top, const char *path, struct wp_error *error)
{
    static const char *const arguments[] = {"rev-parse", "--show-toplevel", NULL};
    const char *slash = strrchr(path, '/');
    struct wp_buf directory = WP_BUF_INIT;
    enum wp_status status;

    wp_buf_append(&directory, (struct wp_str){path, (size_t)(slash - path)});
    wp_buf_puts(&directory, "/");

    struct wp_git git = {.directory = directory.data, .arguments = arguments};

    status = wp_git_run(&git, error);
    if (status == WP_OK && git.process.exit_code != 0)
        status = fail_no_top(&git, path, error);
    /* The path ends in a line feed that git adds; the path itself may contain more of them. */
    if (status == WP_OK)
        wp_buf_append(top,
                      wp_str_slice(wp_buf_str(&git.process.out), 0, git.process.out.length - 1));
    wp_git_free(&git);
    wp_buf_free(&directory);
    return status;
}
