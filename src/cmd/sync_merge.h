/*
 * Merging the upstream branch into the current branch, by `git merge` with the merge driver of
 * weekplan. The plan is locked, and is that of the last commit.
 *
 * A reference tells that a merge of `sync` is under way. It stays if git leaves a conflict, or if
 * the program is killed. So the next `sync` can finish the merge (see sync_resume.h).
 */
#ifndef CMD_SYNC_MERGE_H
#define CMD_SYNC_MERGE_H

#include "cmd/sync_repository.h"

/*
 * Merge the commit `theirs` if the current branch does not have it. `before` are the bytes of the
 * plan. Print what has come. With --dry-run only print that it would be merged.
 *
 * WP_INVALID      git has left a conflict, or the merged plan is not valid
 * WP_UNAVAILABLE  git refuses the merge, for example because of changes of other files
 * WP_BUSY         another git process uses the repository
 */
enum wp_status wp_sync_merge(const struct wp_sync_repository *repository, const char *theirs,
                             struct wp_str before, struct wp_error *error);

/* References of the work tree that exist while a merge of `sync` is under way: the commit that is
 * merged, and the plan as git left it with a conflict. */
#define WP_SYNC_MERGING  "refs/worktree/weekplan/merging"
#define WP_SYNC_CONFLICT "refs/worktree/weekplan/conflict"

/* Remove these references. */
void wp_sync_merge_forget(const struct wp_sync_repository *repository);

/* Set *merged to whether the current branch has the commit. */
enum wp_status wp_sync_merge_has(const struct wp_sync_repository *repository, const char *commit,
                                 bool *merged, struct wp_error *error);

/* Set `names` to the paths with a conflict other than the plan, separated by ", ". Set *plan to
 * whether the plan has a conflict for git. */
enum wp_status wp_sync_merge_find_conflicts(const struct wp_sync_repository *repository,
                                            struct wp_buf *names, bool *plan,
                                            struct wp_error *error);

/* Keep what is needed to finish the merge after its conflicts are resolved: the plan as git left
 * it, unless an earlier call has kept it. No-op with --dry-run. */
enum wp_status wp_sync_merge_remember_conflict(const struct wp_sync_repository *repository,
                                               struct wp_error *error);

/* Print what to do about a conflict in the plan. */
void wp_sync_merge_warn_conflict(struct wp_context *context);

/* Fail because of a conflict in the plan, with its lines if it has marker lines; or because of
 * conflicts in other files, `names`. */
enum wp_status wp_sync_merge_fail_conflict(const struct wp_sync_repository *repository,
                                           struct wp_error *error);
enum wp_status wp_sync_merge_fail_others(const struct wp_sync_repository *repository,
                                         const struct wp_buf *names, struct wp_error *error);

#endif
