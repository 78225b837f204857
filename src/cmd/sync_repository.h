/*
 * The git repository that has the plan, as `sync` sees it: where the plan is in it, the current
 * branch, and the branch of a remote that it follows.
 */
#ifndef CMD_SYNC_REPOSITORY_H
#define CMD_SYNC_REPOSITORY_H

#include "cmd/context.h"
#include "os/git.h"

struct wp_sync_repository {
    struct wp_context *context;  /* borrowed */
    struct wp_buf directory;     /* absolute path of the directory of the plan, without links */
    struct wp_buf name;          /* name of the plan in that directory */
    struct wp_buf pathspec;      /* the pathspec of the plan, which has no wildcards */
    struct wp_buf git_directory; /* absolute path of the directory .git of the work tree */
    struct wp_buf branch;        /* name of the current branch; empty if HEAD is detached */
    struct wp_buf remote;        /* name of the remote of the upstream branch; empty if none */
    struct wp_buf remote_ref;    /* the upstream branch in the remote: "refs/heads/main" */
    struct wp_buf upstream;      /* name of the upstream branch in messages: "origin/main" */
    bool has_remotes;            /* whether the repository has at least one remote */
    bool own_ssh;                /* see os/git.h */
    /* Whether this is the first sync with the remote: unrelated histories are merged, and the plan
     * may be absent here. */
    bool joins;
};

/* The arguments of a git command, as a NULL-terminated list. */
#define WP_GIT(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Return WP_MISSING with the message that there is no plan, and the command that gets one. */
enum wp_status wp_sync_repository_fail_no_plan(const struct wp_context *context,
                                               struct wp_error *error);

/* Fill `directory` and `name` from the path of the plan. Links are followed. The plan may be
 * absent. If its directory is absent too, create the directory if `make`, else return
 * WP_MISSING. */
enum wp_status wp_sync_repository_place(struct wp_sync_repository *repository,
                                        struct wp_context *context, bool make,
                                        struct wp_error *error);

/*
 * Find the repository of the plan, its branch and its upstream branch.
 *
 * WP_MISSING        the plan is not in a work tree of git
 * WP_UNAVAILABLE    git is not installed, or the repository belongs to another user
 * WP_CANNOT_CREATE  the repository cannot be written
 * WP_IO             git cannot be run, or refuses the repository
 *
 * Call wp_sync_repository_close also after a failure.
 */
enum wp_status wp_sync_repository_open(struct wp_sync_repository *repository,
                                       struct wp_context *context, struct wp_error *error);

/* Run git in the directory of the plan. `git` is zeroed, or has the members `index` or `process`
 * set. Free it with wp_git_free. */
enum wp_status wp_sync_repository_run(const struct wp_sync_repository *repository,
                                      struct wp_git *git, const char *const *arguments,
                                      struct wp_error *error);

/* Run git, and set *line to its output without the last line break. Set *found to whether git
 * succeeded; else *line is empty. */
enum wp_status wp_sync_repository_line(const struct wp_sync_repository *repository,
                                       const char *const *arguments, struct wp_buf *line,
                                       bool *found, struct wp_error *error);

/* Run git, and set *yes to whether its exit code is 0. */
enum wp_status wp_sync_repository_ask(const struct wp_sync_repository *repository,
                                      const char *const *arguments, bool *yes,
                                      struct wp_error *error);

/*
 * Fill `error` for a git command that failed: what failed, "git commit failed", and the reason that
 * git gave. Append all that git printed to the notes if it is more than one line, so that the
 * output of a hook is not lost. Return WP_BUSY if another git process has locked the repository,
 * WP_IO if the disk is full or read-only, else WP_UNAVAILABLE.
 */
enum wp_status wp_sync_repository_fail(const struct wp_sync_repository *repository,
                                       const struct wp_git *git, const char *what,
                                       struct wp_error *error);

/* Whether git has failed because another git process has locked the repository. */
bool wp_sync_repository_is_locked(const struct wp_git *git);

/* Whether git has failed because the disk is full or read-only, or because it may not write a file.
 */
bool wp_sync_repository_cannot_write(const struct wp_git *git);

/* Append what git, its merge driver and its hooks have printed on standard error to the notes.
 * `always` is whether to do so with --quiet too. Leave out the advice of the driver to run `git
 * add`, because `sync` runs it. */
void wp_sync_repository_put_notes(const struct wp_sync_repository *repository,
                                  const struct wp_git *git, bool always);

/* Run git, and fail as wp_sync_repository_fail does if its exit code is not 0. */
enum wp_status wp_sync_repository_need(const struct wp_sync_repository *repository,
                                       const char *const *arguments, const char *what,
                                       struct wp_error *error);

/* Set *id to the id of a revision, or leave it empty if the revision does not exist. */
enum wp_status wp_sync_repository_id(const struct wp_sync_repository *repository,
                                     const char *revision, struct wp_buf *id,
                                     struct wp_error *error);

/* Whether the current branch has a commit. */
bool wp_sync_repository_has_commit(const struct wp_sync_repository *repository);

/* Append the bytes of the plan file to `bytes`. */
enum wp_status wp_sync_repository_read_plan(const struct wp_sync_repository *repository,
                                            struct wp_buf *bytes, struct wp_error *error);

/* Append the command line `git -C DIRECTORY`, quoted for a shell. */
void wp_sync_repository_put_git(struct wp_buf *buf, const struct wp_sync_repository *repository);

/* Free the memory. No-op on a zeroed struct. */
void wp_sync_repository_close(struct wp_sync_repository *repository);

#endif
