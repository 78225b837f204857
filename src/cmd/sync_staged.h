/*
 * A merge while other files are staged. git refuses to merge then, and a merge commit would contain
 * what is staged. So the merge has an index of its own; afterwards the changes of the merge are
 * made in the normal index too, and what is staged stays staged.
 */
#ifndef CMD_SYNC_STAGED_H
#define CMD_SYNC_STAGED_H

#include "cmd/sync_repository.h"

/* Set *staged to whether a merge of the commit `theirs` needs an index of its own: files are
 * staged, and the merge is no fast-forward. Return WP_UNAVAILABLE if a staged file is changed by
 * `theirs` too. */
enum wp_status wp_sync_staged_find(const struct wp_sync_repository *repository, const char *theirs,
                                   bool *staged, struct wp_error *error);

/* Make the other index from the last commit, and append its path to `index`. */
enum wp_status wp_sync_staged_begin(const struct wp_sync_repository *repository,
                                    struct wp_buf *index, struct wp_error *error);

/* Abort a merge in the other index, which has stopped for a conflict or a hook, and return
 * WP_UNAVAILABLE. */
enum wp_status wp_sync_staged_abort(const struct wp_sync_repository *repository, const char *index,
                                    struct wp_error *error);

/* If the program was killed while a merge was under way in an index of its own, abort that merge,
 * and set *taken. With --dry-run only set *taken. */
enum wp_status wp_sync_staged_take_back(const struct wp_sync_repository *repository, bool *taken,
                                        struct wp_error *error);

/* After the merge make its changes, those since its first parent, in the normal index. Remove the
 * other index. */
enum wp_status wp_sync_staged_end(const struct wp_sync_repository *repository,
                                  struct wp_error *error);

/* If the program was killed after the commit `merging` was merged with an index of its own, call
 * wp_sync_staged_end. */
enum wp_status wp_sync_staged_resume(const struct wp_sync_repository *repository,
                                     const char *merging, struct wp_error *error);

#endif
