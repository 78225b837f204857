/*
 * Three versions of the comments and blank lines at one place, merged line by line.
 */
#ifndef MERGE_MERGE_COMMENTS_H
#define MERGE_MERGE_COMMENTS_H

#include "base/arena.h"
#include "merge/merged_week.h"

/*
 * Return the comments that result from three versions. What only one version changed is as in this
 * version. Lines that both add at the same place are kept, those of `ours` first. Lines that both
 * change otherwise are those of the reading. The result is borrowed from a version, or in the
 * arena.
 */
struct wp_str wp_merge_comments(const struct wp_str versions[WP_VERSIONS], enum wp_reading reading,
                                struct wp_arena *arena);

#endif
