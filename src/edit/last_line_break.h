/*
 * Add the line break that the last line of a week lacks. It would change the value of a block
 * scalar at the end of the week, unless its chomping indicator is '-' (YAML 1.2, section 8.1.1.2).
 */
#ifndef EDIT_LAST_LINE_BREAK_H
#define EDIT_LAST_LINE_BREAK_H

#include "edit/splice.h"
#include <weekplan/plan.h>

/* Find the chomping indicator at the end of the week that has to become '-', or the offset at which
 * to insert the '-'. Return false if no block scalar is at the end, or its line break has no
 * meaning, as in titles and notes. */
bool wp_last_line_break_find(const struct wp_week *week, struct wp_span *indicator);

/* Add replacements that append the line break to the last line of the week, and change the chomping
 * indicator if needed. */
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
