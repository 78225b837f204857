/*
 * Joining a copy of the plan into the plan, without a version that both come from: a copy that a
 * program made because two machines had changed the plan.
 */
#ifndef CMD_MERGE_COPY_H
#define CMD_MERGE_COPY_H

#include "cmd/context.h"

/*
 * Merge the copy at `path` into the plan, as one change that undo takes back. Print the items that
 * came, and as notes the values of the copy that were not taken. The copy is kept.
 *
 * WP_USAGE    the copy is the plan itself
 * WP_MISSING  there is no plan, or no copy
 * WP_INVALID  the plan or the copy is not a valid plan
 * and the statuses of wp_run_change
 */
enum wp_status wp_merge_copy(struct wp_context *context, const char *path, struct wp_error *error);

#endif
