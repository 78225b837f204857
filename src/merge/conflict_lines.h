/*
 * Two readings of a document as one text, with their different lines between the marker lines that
 * git writes.
 *
 *     <<<<<<< ours
 *       due: 2019-08-09
 *     =======
 *       due: 2019-08-10
 *     >>>>>>> theirs
 */
#ifndef MERGE_CONFLICT_LINES_H
#define MERGE_CONFLICT_LINES_H

#include <weekplan/merge.h>

/* Append the lines of both readings. Lines that both have are appended once. Return the number of
 * conflicts. */
size_t wp_conflict_lines(struct wp_buf *out, const struct wp_merge_input *input, struct wp_str ours,
                         struct wp_str theirs);

#endif
