/*
 * Going on after a `sync` whose merge was not finished: because of a conflict, or because the
 * program was killed. The plan is locked.
 */
#ifndef CMD_SYNC_RESUME_H
#define CMD_SYNC_RESUME_H

#include "cmd/sync_repository.h"

/* If `sync` was killed while git wrote the plan, and the plan is absent or incomplete, restore the
 * plan of the last commit, and set *restored. Nothing is lost: a merge begins after the plan is
 * committed. `absent` is whether there is no plan file.
 * Also take back a merge that has stopped without a result, and move what was changed after a kill
 * (see sync_late_changes.h); set *restored too then. */
enum wp_status wp_sync_resume_restore(const struct wp_sync_repository *repository, bool absent,
                                      bool *restored, struct wp_error *error);

/* The plan has a conflict. If `sync` has left it, print how to go on. */
enum wp_status wp_sync_resume_note_conflict(const struct wp_sync_repository *repository,
                                            struct wp_error *error);

/*
 * Finish a merge that an earlier `sync` has begun. If git had left a conflict in the plan which is
 * resolved now, commit the merge, and set *finished. With --dry-run only print that.
 *
 * WP_INVALID      git has left a conflict that is not resolved
 * WP_UNAVAILABLE  a merge, a rebase or the like of the user is under way
 */
enum wp_status wp_sync_resume(const struct wp_sync_repository *repository, bool *finished,
                              struct wp_error *error);

#endif
