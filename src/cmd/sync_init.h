/*
 * `sync --init`: make a git repository of the directory of the plan, and let it follow a branch of
 * a remote.
 */
#ifndef CMD_SYNC_INIT_H
#define CMD_SYNC_INIT_H

#include "cmd/sync_repository.h"

/*
 * Make the repository if the plan is in none, and add the remote `remote` as "origin"; NULL for no
 * remote. The current branch follows the branch of the remote that has its plan. Print what was
 * done; nothing is done twice. With --dry-run print what would be done. Commit nothing, and reach
 * the remote only to ask for its branches.
 *
 * Set *ready to whether there is a repository now; with --dry-run there may be none.
 *
 * WP_MISSING      there is neither a plan nor a remote
 * WP_USAGE        the repository has another remote called "origin"
 * WP_UNAVAILABLE  git fails
 * WP_BUSY         the remote cannot be reached; the rest is done
 */
enum wp_status wp_sync_init(struct wp_context *context, const char *remote, bool *ready,
                            struct wp_error *error);

/* Let git merge the plan, which exists, with weekplan. Commit .gitattributes. */
enum wp_status wp_sync_init_driver(const struct wp_sync_repository *repository,
                                   struct wp_error *error);

#endif
