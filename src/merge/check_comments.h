/*
 * Check that a merge neither loses nor doubles a comment.
 */
#ifndef MERGE_CHECK_COMMENTS_H
#define MERGE_CHECK_COMMENTS_H

#include "merge/merged_week.h"

/* Check the comments of both readings of a merged week. A comment of an item that the merged week
 * lacks is not needed. Return WP_BUG, with the comment in the message, if the check fails. */
enum wp_status wp_check_comments(struct wp_week *const readings[WP_READINGS],
                                 const struct wp_merged_week *merged,
                                 const struct wp_week *const versions[WP_VERSIONS],
                                 struct wp_error *error);

#endif
