/*
 * The line break at the end of a week whose last line has none. It changes the value of a block
 * scalar that ends there, unless the chomping indicator of the scalar is '-'.
 */
#ifndef EDIT_LAST_LINE_BREAK_H
#define EDIT_LAST_LINE_BREAK_H

#include "edit/splice.h"
#include <weekplan/plan.h>

/* Find the chomping indicator of a block scalar that has to become '-', or the place for
 * one. False if none has to; so it is for titles and notes. */
bool wp_last_line_break_find(const struct wp_week *week, struct wp_span *sign);

/* Add the line break to the last line of the week, and change the chomping indicator if
 * needed. */
void wp_last_line_break_complete(const struct wp_week *week, struct wp_splices *splices,
                                 const char *line_break);

/*
 * Append the week with all `splices` to `text`.
 *
 * WP_BUG  its events differ from those of the week; line breaks at the end of a title or a note
 *         have no meaning
 */
enum wp_status wp_last_line_break_verify(const struct wp_week *week, struct wp_splices *splices,
                                         struct wp_buf *text, struct wp_error *error);

#endif
