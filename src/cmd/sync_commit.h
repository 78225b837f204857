/*
 * Committing the plan alone: what else is changed or staged in the work tree stays as it is.
 */
#ifndef CMD_SYNC_COMMIT_H
#define CMD_SYNC_COMMIT_H

#include "cmd/sync_repository.h"
#include <weekplan/plan.h>

/* Check the whole plan. If it is not valid, list its problems, and return WP_INVALID; the message
 * tells that the plan `consequence`, "is not committed". */
enum wp_status wp_sync_commit_check_plan(const struct wp_sync_repository *repository,
                                         struct wp_plan *plan, const char *consequence,
                                         struct wp_error *error);

/*
 * Commit the plan if it is not the one of the last commit. `bytes` are the bytes of the plan, which
 * is locked. The subject tells what has changed. Print it. With --dry-run only print it.
 *
 * WP_INVALID      the plan has a conflict that git left
 * WP_UNAVAILABLE  git refuses to commit: a hook, no name of the committer, an ignored plan
 * WP_BUSY         another git process uses the repository
 */
enum wp_status wp_sync_commit(const struct wp_sync_repository *repository, struct wp_str bytes,
                              struct wp_error *error);

/* Commit the file at the absolute path `path` alone, if it is not the one of the last commit. */
enum wp_status wp_sync_commit_file(const struct wp_sync_repository *repository, const char *path,
                                   const char *subject, struct wp_error *error);

/* Set *bytes to the bytes of the plan in a commit, "HEAD", as git would write them into the work
 * tree. Leave it empty if the commit does not
 * have the plan. */
enum wp_status wp_sync_commit_read_plan(const struct wp_sync_repository *repository,
                                        const char *commit, struct wp_buf *bytes,
                                        struct wp_error *error);

#endif
