/*
 * The weeks of a plan to which versions have carried items from a week of the base.
 */
#ifndef MERGE_PLAN_CARRIES_H
#define MERGE_PLAN_CARRIES_H

#include "merge/plan_documents.h"
#include <weekplan/merge.h>

/* For each week that both versions have changed or begun, put what both have carried from the base
 * into the documents of the base (see carried_base.h). A week that cannot be read is left out. */
void wp_plan_carries_put_bases(struct wp_plan_documents versions[WP_VERSIONS]);

/* Remarks on a week, and their number. */
struct wp_plan_carries {
    struct wp_merge_remark *remarks; /* owned by the arena; they borrow from the weeks */
    size_t count;
    struct wp_week *weeks[2 * WP_VERSIONS]; /* owned */
    enum wp_version invalid;                /* after WP_INVALID, the version of the week */
};

/* List what a person may want to know about what was carried to the week that begins on `start`.
 * Free `carries` with wp_plan_carries_free, also after a failure. Return WP_INVALID if
 * a week is not valid. */
enum wp_status wp_plan_carries_list(struct wp_plan_carries *carries,
                                    const struct wp_plan_documents versions[WP_VERSIONS],
                                    wp_day start, struct wp_arena *arena, struct wp_error *error);

/* Free the weeks. No-op on a zeroed struct. */
void wp_plan_carries_free(struct wp_plan_carries *carries);

#endif
