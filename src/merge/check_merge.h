/*
 * Check the composed document of a merged week: read it, and compare it with the merged week and
 * with its versions.
 */
#ifndef MERGE_CHECK_MERGE_H
#define MERGE_CHECK_MERGE_H

#include "base/arena.h"
#include "merge/doubled_comments.h"

/*
 * Check both readings of a document: each has the items and values of the merged week, and the `x-`
 * keys of its versions. No comment is lost, and none is there twice. `readings` may be the same
 * text. Return WP_BUG if a check fails. Set `doubled` to the comments that are there too often.
 */
enum wp_status wp_check_merge(const struct wp_str readings[WP_READINGS],
                              const struct wp_merged_week *merged,
                              const struct wp_week *const versions[WP_VERSIONS],
                              struct wp_doubled_comments *doubled, struct wp_arena *arena,
                              struct wp_error *error);

#endif
