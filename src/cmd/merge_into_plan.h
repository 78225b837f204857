/*
 * Merging another plan into the plan while it is locked, without a version that both come from. A
 * copy of the plan (cmd/merge_copy) and imported weeks (cmd/cmd_import) come into the plan so.
 */
#ifndef CMD_MERGE_INTO_PLAN_H
#define CMD_MERGE_INTO_PLAN_H

#include "cmd/locked_plan.h"
#include <weekplan/merge.h>

/*
 * Set the edit that merges versions[WP_THEIRS], the bytes of a plan, into the plan.
 * change->edited is false if the plan has all of it. Set versions[WP_OURS] to the bytes of the
 * plan, which live as long as the edit. The caller frees `merge` with wp_merge_free, also after a
 * failure.
 *
 * WP_INVALID  one of the two is not a valid plan (see merge->invalid), or the merged plan would
 *             exceed a limit of the format
 */
enum wp_status wp_merge_into_plan(struct wp_locked_plan *change,
                                  struct wp_str versions[WP_VERSIONS], struct wp_merge *merge,
                                  struct wp_error *error);

#endif
