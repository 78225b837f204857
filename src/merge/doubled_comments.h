/*
 * The comments that a merged week has too often. If one version moves a comment, such as by the
 * removal of the key below it, and the other version changes what is beside the comment, each part
 * of the merged week is right for itself, but the comment is there twice.
 */
#ifndef MERGE_DOUBLED_COMMENTS_H
#define MERGE_DOUBLED_COMMENTS_H

#include "merge/merged_week.h"
#include <weekplan/buf.h>

struct wp_doubled_comments {
    size_t *list[WP_READINGS]; /* their offsets in each reading; owned by an arena */
    size_t count[WP_READINGS];
};

/* Remove the comments from the readings: each with its line, if nothing else is on the line. The
 * caller checks the readings again. */
void wp_doubled_comments_remove(struct wp_buf readings[WP_READINGS],
                                const struct wp_doubled_comments *doubled);

#endif
