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
 * change otherwise are those of the reading; if only blank lines differ, those of `ours`. The
 * result is borrowed from a version, or owned by the arena.
 */
struct wp_str wp_merge_comments(const struct wp_str versions[WP_VERSIONS], enum wp_reading reading,
                                struct wp_arena *arena);

/* Whether two texts are equal apart from blanks and line breaks. */
bool wp_merge_comments_equal(struct wp_str a, struct wp_str b);

/* Return what is between two parts of a flow collection: that of the version that changed a
 * comment, else that of the version that changed blanks. If both did, return that of `ours`. */
struct wp_str wp_merge_comments_in_flow(struct wp_str base, struct wp_str ours,
                                        struct wp_str theirs);

/* Whether a text that has no scalars has a comment. */
bool wp_merge_comments_any(struct wp_str text);

#endif
