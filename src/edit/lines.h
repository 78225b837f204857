/*
 * Lines and columns of a document, as an edit needs them.
 */
#ifndef EDIT_LINES_H
#define EDIT_LINES_H

#include "edit/write.h"
#include <weekplan/plan.h>

/* How the week is written: its line break, and how far its lists stand right
 * of their keys. */
struct wp_house wp_house_of(const struct wp_week *week);

/* The first line break in the text, or NULL. */
const char *wp_line_break_of(struct wp_str text);

/* Where the line begins that holds `offset`; a byte order mark is before it. */
size_t wp_line_begin(struct wp_str text, size_t offset);

/* How many characters stand before `offset` on its line. */
size_t wp_line_column(struct wp_str text, size_t offset);

/* The first byte of the line after the one that holds `offset`, or the end. */
size_t wp_line_next(struct wp_str text, size_t offset);

/*
 * The place for a line behind a node that ends at `end`: behind its last line
 * and behind the comment lines directly below that are indented deeper than
 * `column`, for they speak of the node.
 */
size_t wp_line_behind(struct wp_str text, size_t end, size_t column);

#endif
