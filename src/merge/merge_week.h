/*
 * Merge three versions of a week as a tree of items, without looking at their bytes. The result has
 * two readings, `ours` and `theirs`. They are equal but for the values that are in conflict.
 *
 *     struct wp_merged_week merged;
 *     struct wp_week_versions versions = {.weeks = {base, ours, theirs}};
 *     wp_merge_week(&merged, &versions, arena);
 *     ... merged.root.values[WP_READING_OURS].title ...
 */
#ifndef MERGE_MERGE_WEEK_H
#define MERGE_MERGE_WEEK_H

#include "base/arena.h"
#include "merge/merged_week.h"

/* Merge the versions of a week. The arena owns the merged items; they borrow the strings of the
 * versions. */
void wp_merge_week(struct wp_merged_week *merged, const struct wp_week_versions *versions,
                   struct wp_arena *arena);

#endif
