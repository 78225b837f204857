#include "os/git.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "os/terminal.h"

extern char **environ;

/* Variables that git does not inherit: those that name a repository, from
 * `git rev-parse --local-env-vars`, and those that change the meaning of pathspecs. */
static const char *const removed_variables[] = {"GIT_DIR",
                                                "GIT_CONFIG",
                                                "GIT_QUARANTINE_PATH",
                                                "GIT_WORK_TREE",
                                                "GIT_INDEX_FILE",
                                                "GIT_PREFIX",
                                                "GIT_COMMON_DIR",
                                                "GIT_OBJECT_DIRECTORY",
                                                "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                                "GIT_IMPLICIT_WORK_TREE",
                                                "GIT_SHALLOW_FILE",
                                                "GIT_NAMESPACE",
                                                "GIT_LITERAL_PATHSPECS",
                                                "GIT_GLOB_PATHSPECS",
                                                "GIT_NOGLOB_PATHSPECS",
                                                "GIT_ICASE_PATHSPECS"};

/* A list of lines NAME=VALUE. */
struct variables {
    char *const *lines;
    size_t count;
};

#define VARIABLES(array)                                                                           \
    {                                                                                              \
        (array), sizeof(array) / sizeof((array)[0])                                                \
    }

/* Variables that git always gets. */
static char terminal_prompt[] = "GIT_TERMINAL_PROMPT=0";
/* The GNU library would prefer LANGUAGE to LC_ALL=C.UTF-8. */
static char no_language[] = "LANGUAGE=";
static char no_editor[] = "GIT_EDITOR=:";
static char no_merge_editor[] = "GIT_MERGE_AUTOEDIT=no";
static char *const setting_lines[] = {terminal_prompt, no_language, no_editor, no_merge_editor};
static const struct variables settings = VARIABLES(setting_lines);

/* The locale of git, which is also that of the merge driver: English messages, and the character
 * set of the user, so that the driver can print every title. */
static char ascii[] = "LC_ALL=C";
static char utf8[] = "LC_ALL=C.UTF-8";
static char *const ascii_lines[] = {ascii};
static char *const utf8_lines[] = {utf8};
static const struct variables ascii_locale = VARIABLES(ascii_lines);
static const struct variables utf8_locale = VARIABLES(utf8_lines);

/* Variables for a run in which nobody can answer a question. git runs a program that asks for a
 * password if SSH_ASKPASS is set and GIT_ASKPASS is not, even if its value is empty. */
static char no_git_askpass[] = "GIT_ASKPASS=";
static char no_ssh_askpass[] = "SSH_ASKPASS_REQUIRE=never";
static char *const batch_lines[] = {no_git_askpass, no_ssh_askpass};
static const struct variables batch = VARIABLES(batch_lines);

static char batch_ssh[] = "GIT_SSH_COMMAND=ssh -o BatchMode=yes -o ConnectTimeout=20";

enum { REMOVED_COUNT = sizeof removed_variables / sizeof removed_variables[0] };

/* Whether a line NAME=VALUE of the environment has one of removed_variables. */
static bool is_removed_variable(const char *line)
{
    size_t length = strcspn(line, "=");

    for (size_t i = 0; i < REMOVED_COUNT; i++)
        if (wp_str_equal_c((struct wp_str){line, length}, removed_variables[i]))
            return true;
    return false;
}

/* Whether a line NAME=VALUE has the name of one of the variables. */
static bool is_variable_of(const char *line, const struct variables *variables)
{
    size_t length = strcspn(line, "=") + 1;

    for (size_t i = 0; i < variables->count; i++)
        if (strncmp(line, variables->lines[i], length) == 0)
            return true;
    return false;
}

/* Append the lines to the array `lines` of `count` lines. Return the new number of lines. */
static size_t add_variables(char **lines, size_t count, const struct variables *variables)
{
    for (size_t i = 0; i < variables->count; i++)
        lines[count++] = variables->lines[i];
    return count;
}

/* Whether the user has a command of his own for ssh, which is not replaced. */
static bool has_own_ssh(const struct wp_git *git)
{
    return git->own_ssh || getenv("GIT_SSH_COMMAND") != NULL || getenv("GIT_SSH") != NULL;
}

/* Return the environment for git. Free the array with free(3). Its lines are borrowed; `index` is
 * the line for git->index. */
static char **make_git_environment(const struct wp_git *git, char *index)
{
    const struct variables *locale = wp_terminal_utf8() ? &utf8_locale : &ascii_locale;
    bool asks = wp_terminal_is(STDIN_FILENO);
    size_t count = 0;

    while (environ[count] != NULL)
        count++;
    char **lines =
        wp_memory_array(count + settings.count + locale->count + batch.count + 3, sizeof *lines);

    count = 0;
    for (char **line = environ; *line != NULL; line++)
        if (!is_removed_variable(*line) && !is_variable_of(*line, &settings) &&
            !is_variable_of(*line, locale) && (asks || !is_variable_of(*line, &batch)))
            lines[count++] = *line;
    count = add_variables(lines, count, &settings);
    count = add_variables(lines, count, locale);
    if (!asks)
        count = add_variables(lines, count, &batch);
    if (!asks && !has_own_ssh(git))
        lines[count++] = batch_ssh;
    if (git->index != NULL)
        lines[count++] = index;
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
    struct wp_buf index = WP_BUF_INIT;
    const char **argv = make_git_argv(git);
    enum wp_status status;

    wp_buf_printf(&index, "GIT_INDEX_FILE=%s", git->index != NULL ? git->index : "");
    char **environment = make_git_environment(git, index.data);

    process->name = "git";
    process->first = nowhere_else;
    /* The cast is safe: posix_spawn(3) does not change the arguments. */
    process->argv = (char *const *)argv;
    process->environment = environment;
    process->seconds = wp_terminal_is(STDIN_FILENO) ? 0 : git->batch_seconds;
    status = wp_process_run(process, error);
    if (status == WP_MISSING)
        status = wp_error_set(error, WP_UNAVAILABLE, "there is no git here (install git)");
    process->argv = NULL;
    process->environment = NULL;
    free(argv);
    free(environment);
    wp_buf_free(&index);
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

/* Return the command by which git can be told to trust a repository of another user, or NULL if git
 * has refused it for another reason. `err` are the messages of git. Set *length to its length. */
static const char *find_trust_command(const struct wp_buf *err, size_t *length)
{
    const char *command =
        err->data != NULL ? strstr(err->data, "git config --global --add safe.directory ") : NULL;

    *length = command != NULL ? strcspn(command, "\n") : 0;
    return command;
}

/* Return the error of `git rev-parse --show-toplevel` for the file at `path`. */
static enum wp_status fail_no_top(const struct wp_git *git, const char *path,
                                  struct wp_error *error)
{
    struct wp_str reason = wp_git_reason(git);
    size_t length;
    const char *command = find_trust_command(&git->process.err, &length);

    if (command != NULL)
        return wp_error_set(error, WP_UNAVAILABLE,
                            "git refuses the work tree of %s, because it belongs to another user "
                            "(if you trust it: %.*s)",
                            path, (int)length, command);
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
