/*
 * The difference between two documents, as one piece of a patch.
 */
#ifndef EDIT_LINE_DIFF_H
#define EDIT_LINE_DIFF_H

#include <weekplan/patch.h>

/* Return the smallest replacement of whole lines that makes `after` of `before`. It borrows
 * from `after`, and is empty if the two are equal. Of several places for an insertion it is
 * the last one, so that an appended week is the whole piece. */
struct wp_piece wp_line_diff(struct wp_str before, struct wp_str after);

#endif
