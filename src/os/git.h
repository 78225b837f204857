/*
 * Run git(1) in a directory, without a shell.
 *
 *     const char *const arguments[] = {"rev-parse", "--show-toplevel", NULL};
 *     struct wp_git git = {.directory = "/home/ada/notes", .arguments = arguments};
 *     status = wp_git_run(&git, &error);
 *     if (status == WP_OK && git.process.exit_code == 0)
 *         ... git.process.out ...
 *     wp_git_free(&git);
 *
 * git works in the repository of the directory, also if this program is run by a hook, because the
 * variables that name the repository of the hook (GIT_DIR and others) are not in its environment.
 * It prints its messages in English, in the character set of the user, because the merge driver
 * prints titles. It starts no editor, and never asks for a password in the terminal. If standard
 * input is no terminal, ssh asks nothing either, and the time of a command may be limited.
 */
#ifndef OS_GIT_H
#define OS_GIT_H

#include "os/process.h"

struct wp_git {
    const char *directory;        /* directory in which git runs */
    const char *const *arguments; /* arguments after `git`; NULL ends the list */
    const char *index;            /* path of another index file; NULL for that of the repository */
    unsigned batch_seconds;       /* `process.seconds` if standard input is no terminal */
    bool own_ssh;                 /* whether the repository has the setting core.sshCommand */
    struct wp_process process;    /* result; `whole`, `limit` and `input` are used */
};

/*
 * Run git, and wait for its end.
 *
 * WP_OK           git was run; see git->process.exit_code, which is not 0 if git failed
 * WP_UNAVAILABLE  git is not installed
 * WP_IO           git cannot be run or waited for, or its output cannot be read
 *
 * Call wp_git_free also after a failure.
 */
enum wp_status wp_git_run(struct wp_git *git, struct wp_error *error);

/* Return the first line of the messages of git that begins with "fatal: " or "error: ", without
 * these words, or else the last line. Borrowed from `git`. */
struct wp_str wp_git_reason(const struct wp_git *git);

/* Free the output of git. No-op on a zeroed struct. */
void wp_git_free(struct wp_git *git);

/*
 * Find the work tree that has the file at the absolute path `path`, which is no symbolic link. Set
 * `top` to the absolute path of the directory at its top.
 *
 * WP_MISSING      the file is not in a work tree
 * WP_UNAVAILABLE  git is not installed, or the repository belongs to another user
 * WP_IO           git cannot be run, or it refuses the repository
 */
enum wp_status wp_git_find_top(struct wp_buf *top, const char *path, struct wp_error *error);

#endif
