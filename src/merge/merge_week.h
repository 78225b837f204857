/*
 * Merge three versions of a week as a tree of items, without looking at their bytes. The result has
 * two readings, `ours` and `theirs`. They are equal but for the values that are in conflict.
 *
 *     struct wp_merged_week merged;
 *     const struct wp_week *versions[WP_VERSIONS] = {base, ours, theirs};
 *     wp_merge_week(&merged, versions, false, arena);
 *     ... merged.root.values[WP_READING_OURS].title ...
 */
#ifndef MERGE_MERGE_WEEK_H
#define MERGE_MERGE_WEEK_H

#include "base/arena.h"
#include "merge/merged_week.h"

/*
 * Merge versions of a week. A version that lacks the week is NULL; `ours` or `theirs` is not. The
 * arena owns the merged items; they borrow the strings of the versions.
 */
void wp_merge_week(struct wp_merged_week *merged, const struct wp_week *const versions[WP_VERSIONS],
                   bool without_base, struct wp_arena *arena);

#endif
