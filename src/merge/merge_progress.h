/*
 * Merge three versions of `progress:`. Two counts with the same unit add up what each made since
 * the base. Of two percentages the larger one is taken.
 */
#ifndef MERGE_MERGE_PROGRESS_H
#define MERGE_MERGE_PROGRESS_H

#include <weekplan/merge.h>

/*
 * Merge two values that differ from the base; they may be equal. If `base` is NULL, nobody knows
 * what each made: take the larger count. Return false for a conflict: one side has taken the
 * progress away, both have another goal or another unit, or both have corrected the count down.
 */
bool wp_merge_progress(struct wp_progress_value *merged, const struct wp_progress_value *base,
                       const struct wp_progress_value *ours,
                       const struct wp_progress_value *theirs);

#endif
