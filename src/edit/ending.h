/*
 * The end of a week whose last line has no line break. A literal or folded text
 * that ends there says something else as soon as it gets one, unless its header
 * says that it does not: `|-`.
 */
#ifndef EDIT_ENDING_H
#define EDIT_ENDING_H

#include "edit/splice.h"
#include <weekplan/load.h>

/* Finds the sign in the header of such a text that has to become a '-', or the
 * place for one; `needed` is false where there is none. WP_NO_MEMORY. */
enum wp_status wp_ending_find(const struct wp_week *week, struct wp_span *sign, bool *needed);

/* Makes the replacement in the week's text with which it says the same when
 * something comes behind it; none where that is so already, as for titles and
 * notes. WP_NO_MEMORY. */
enum wp_status wp_ending_keep(const struct wp_week *week, struct wp_splices *splices,
                              struct wp_error *error);

/*
 * The same, and append to `text` the week's text with all `splices` and `line_break` at its
 * end. WP_BUG when a reader of that would be given anything else than before, but for the
 * line breaks at the end of a title or a note, which mean nothing.
 */
enum wp_status wp_ending_complete(const struct wp_week *week, const char *line_break,
                                  struct wp_splices *splices, struct wp_buf *text,
                                  struct wp_error *error);

#endif
