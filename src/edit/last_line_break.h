/*
 * Add the line break that the last line of a week lacks. The line break would change the value of a
 * block scalar at the end of the week, unless its chomping indicator is '-' (YAML 1.2, section
 * 8.1.1.2).
 */
#ifndef EDIT_LAST_LINE_BREAK_H
#define EDIT_LAST_LINE_BREAK_H

#include "edit/splice.h"
#include <weekplan/plan.h>

/* Set *indicator to the chomping indicator of the block scalar at the end of the week, which has to
 * become '-', or to the empty span at which to insert the '-'. Return false if the week does not
 * end with a block scalar, or if line breaks at its end have no meaning, as in titles and notes. */
bool wp_last_line_break_find(const struct wp_week *week, struct wp_span *indicator);

/* Add to `splices` the replacements that append `line_break` to the last line of the week, and
 * change the chomping indicator if needed. */
void wp_last_line_break_complete(const struct wp_week *week, struct wp_splices *splices,
                                 const char *line_break);

/*
 * Append the document of the week with all `splices` to `text`.
 *
 * WP_BUG  the values of the new document differ; line breaks at the end of a title or a note do not
 *         count
 */
enum wp_status wp_last_line_break_verify(const struct wp_week *week, struct wp_splices *splices,
                                         struct wp_buf *text, struct wp_error *error);

#endif
