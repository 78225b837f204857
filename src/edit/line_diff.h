/*
 * What is different between two texts, as one piece of a patch.
 */
#ifndef EDIT_LINE_DIFF_H
#define EDIT_LINE_DIFF_H

#include <weekplan/patch.h>

/* The lines that make `after` out of `before`: as few as there can be, with those
 * between them. Of what could have been put in at several places, the last one
 * counts, so that a week that was appended is all of the piece. It borrows from
 * `after`, and is empty where the two are the same. */
struct wp_piece wp_line_diff(struct wp_str before, struct wp_str after);

#endif
