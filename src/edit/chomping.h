/*
 * The end of a week whose last line has no line break. A literal or folded text
 * that ends there says something else as soon as it gets one, unless its header
 * says that it does not: `|-`.
 */
#ifndef EDIT_CHOMPING_H
#define EDIT_CHOMPING_H

#include "edit/splice.h"
#include <weekplan/plan.h>

/* Find the sign in the header of such a text that has to become a '-', or the place for
 * one. False if none has to: so it is for titles and notes. */
bool wp_chomping_find(const struct wp_week *week, struct wp_span *sign);

/* Give the week's last line the line break that it lacks, and make the replacement with
 * which it says the same then. */
void wp_chomping_complete(const struct wp_week *week, struct wp_splices *splices,
                          const char *line_break);

/*
 * Append to `text` the week's text with all `splices`. WP_BUG when a reader of that would be
 * given anything else than before, but for the line breaks at the end of a title or a note,
 * which mean nothing.
 */
enum wp_status wp_chomping_verify(const struct wp_week *week, struct wp_splices *splices,
                                  struct wp_buf *text, struct wp_error *error);

#endif
