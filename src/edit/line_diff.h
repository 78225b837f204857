/*
 * The difference of two documents in whole lines, as one piece of a patch or as several.
 */
#ifndef EDIT_LINE_DIFF_H
#define EDIT_LINE_DIFF_H

#include "base/arena.h"
#include <weekplan/patch.h>

/* Return the smallest replacement of whole lines that turns `before` into `after`. The piece
 * borrows from `after`, and is empty if the documents are equal. If an insertion is possible at
 * several offsets, choose the last one, so that a week that is appended is one insertion at the
 * end. */
struct wp_piece wp_line_diff(struct wp_str before, struct wp_str after);

/* Set `patch` to pieces of whole lines that turn `before` into `after`. Lines that both have in
 * common (edit/common_lines) are between the pieces. The arena owns the pieces; their texts borrow
 * from `after`. */
void wp_line_diff_pieces(struct wp_patch *patch, struct wp_arena *arena, struct wp_str before,
                         struct wp_str after);

#endif
