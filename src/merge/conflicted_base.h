/*
 * Merging versions whose base has conflicts. If two branches have merged each other, they have two
 * common ancestors. git then merges the ancestors first, and their merge, with its conflicts, is
 * the base.
 */
#ifndef MERGE_CONFLICTED_BASE_H
#define MERGE_CONFLICTED_BASE_H

#include <weekplan/merge.h>

/*
 * Merge twice, with each side of the conflicts of the base as the base. Where the two results
 * differ, the branches have resolved a conflict of the base differently: that is a conflict again,
 * between the two resolutions. Return as wp_merge_plans does. Also return WP_INVALID if the base
 * has no conflict, or if one of the two merges has a conflict; merge->text is then empty.
 */
enum wp_status wp_merge_conflicted_base(struct wp_merge *merge, const struct wp_merge_input *input,
                                        struct wp_error *error);

#endif
