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

/* Push the current branch to the upstream branch. Set *rejected to whether the remote has commits
 * that this repository does not have, so that nothing was pushed. Return WP_UNAVAILABLE if the
 * remote refuses the push for another reason, WP_BUSY if it cannot be reached. */
enum wp_status wp_sync_remote_push(const struct wp_sync_repository *repository, bool *rejected,
                                   struct wp_error *error);

/* Fill `error` for a git command that cannot reach the remote `remote`: why, and that the plan is
 * pushed next time. Return WP_BUSY. */
enum wp_status wp_sync_remote_fail(const struct wp_sync_repository *repository,
                                   const struct wp_git *git, const char *remote,
                                   struct wp_error *error);

#endif
