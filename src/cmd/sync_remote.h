/*
 * The network part of `sync`: what the upstream branch has, and pushing to it. The plan is not
 * locked meanwhile.
 */
#ifndef CMD_SYNC_REMOTE_H
#define CMD_SYNC_REMOTE_H

#include "cmd/sync_repository.h"

/* Fetch the upstream branch, and set *theirs to the id of its commit. Leave it empty if the remote
 * does not have the branch yet. Return WP_BUSY if the remote cannot be reached.
 * With --dry-run fetch nothing, and use the last fetched commit. */
enum wp_status wp_sync_remote_fetch(const struct wp_sync_repository *repository,
                                    struct wp_buf *theirs, struct wp_error *error);

/*
 * Push the current branch to the upstream branch.
 *
 * WP_UNAVAILABLE  the remote refuses the push: a hook, a protected branch, permissions
 * WP_BUSY         the remote cannot be reached; or it has new commits, or is locked by another
 *                 push: then set *rejected, because another try may succeed
 * and the other statuses of wp_sync_remote_fail
 */
enum wp_status wp_sync_remote_push(const struct wp_sync_repository *repository, bool *rejected,
                                   struct wp_error *error);

/* Run git as wp_sync_repository_run does, for a command that uses the network. Without a terminal
 * git is ended if it takes longer than ten minutes. */
enum wp_status wp_sync_remote_run(const struct wp_sync_repository *repository, struct wp_git *git,
                                  const char *const *arguments, struct wp_error *error);

/*
 * Fill `error` for a git command that has failed with the remote `remote`.
 *
 * WP_BUSY         the remote cannot be reached; or another git process has locked this repository
 * WP_UNAVAILABLE  the remote does not let this machine in
 * WP_IO           git cannot write to this repository
 */
enum wp_status wp_sync_remote_fail(const struct wp_sync_repository *repository,
                                   const struct wp_git *git, const char *remote,
                                   struct wp_error *error);

#endif
