/*
 * Check that a merge neither loses nor doubles a comment.
 */
#ifndef MERGE_CHECK_COMMENTS_H
#define MERGE_CHECK_COMMENTS_H

#include "base/arena.h"
#include "merge/doubled_comments.h"

/* Check the comments of both readings of a merged week. A comment of an item that the merged week
 * lacks is not needed. Return WP_BUG, with the comment in the message, if the check fails. Set
 * `doubled`. */
enum wp_status wp_check_comments(struct wp_week *const readings[WP_READINGS],
                                 const struct wp_merged_week *merged,
                                 const struct wp_week *const versions[WP_VERSIONS],
                                 struct wp_doubled_comments *doubled, struct wp_arena *arena,
                                 struct wp_error *error);

#endif
