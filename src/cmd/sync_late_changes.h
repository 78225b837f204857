/*
 * Changes that were made after `sync` was killed: git had written the merged plan, but had not
 * committed the merge. The plan then has what the other side has changed, and git does not know of
 * it. If it was committed as it is and merged again, the steps of a count would be counted twice.
 */
#ifndef CMD_SYNC_LATE_CHANGES_H
#define CMD_SYNC_LATE_CHANGES_H

#include "cmd/sync_repository.h"

/* The versions of the plan in such a state, as bytes. */
struct wp_sync_late_changes {
    struct wp_str plan;   /* the plan file */
    struct wp_str last;   /* the plan of the last commit */
    struct wp_str merged; /* the plan that the merge writes */
    const char *object;   /* name of `merged` for git, "TREE:./plan.yaml" */
};

/* If the plan comes from the merged plan, write a plan that has the same changes since the last
 * commit, but not those of the other side, and set *moved. If a change cannot be told from those of
 * the other side, do nothing. */
enum wp_status wp_sync_late_changes_move(const struct wp_sync_repository *repository,
                                         const struct wp_sync_late_changes *versions, bool *moved,
                                         struct wp_error *error);

#endif
