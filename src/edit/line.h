/*
 * Lines and columns of a document. A line ends where libyaml ends it: at LF, CRLF, a lone
 * CR, and at NEL, LS and PS. A blank is a space or a tab.
 */
#ifndef EDIT_LINE_H
#define EDIT_LINE_H

#include <weekplan/str.h>

/* Return the length of the line break that begins at `at`, or 0. */
size_t wp_line_break_at(struct wp_str text, size_t at);

/* Return the length of the line break that ends at `end`, or 0. */
size_t wp_line_break_before(struct wp_str text, size_t end);

/* Whether the text has a line break. */
bool wp_line_has_break(struct wp_str text);

/* Return the first LF, CRLF or CR of the text as a string, or NULL. */
const char *wp_line_break_of(struct wp_str text);

/* Return the begin of the line that holds `offset`. A byte order mark is no part of it. */
size_t wp_line_begin(struct wp_str text, size_t offset);

/* Return the begin of the line after the one that holds `offset`, or the end of the text. */
size_t wp_line_next(struct wp_str text, size_t offset);

/* Return the number of characters before `offset` on its line. */
size_t wp_line_column(struct wp_str text, size_t offset);

/* Whether only blanks are on the line that begins at `line`, which has a line break. */
bool wp_line_is_blank(struct wp_str text, size_t line);

/* Whether only blanks are on the line above the one that begins at `line`. */
bool wp_line_follows_blank(struct wp_str text, size_t line);

/* Whether only blanks are before `offset` on its line. */
bool wp_line_begins_at(struct wp_str text, size_t offset);

/* Whether only blanks and a comment are after `offset` on its line. */
bool wp_line_ends_at(struct wp_str text, size_t offset);

/* Whether the last line of the text, comments and blank lines aside, begins with '%'. The
 * marker of a document after it would make it a directive. */
bool wp_line_is_directive_at_end(struct wp_str text);

/* Return the first byte from `offset` on that is no blank, or the end of the text. */
size_t wp_line_skip_blanks(struct wp_str text, size_t offset);

/* Return the begin of the blanks right before `offset`. */
size_t wp_line_before_blanks(struct wp_str text, size_t offset);

/* Return the first byte from `offset` on that is no blank, line break or comment, or the end
 * of the text. `offset` is not within a comment. */
size_t wp_line_next_token(struct wp_str text, size_t offset);

/* Return the end of the scalar that begins at `at` in a flow sequence, quoted or plain. */
size_t wp_line_string_end(struct wp_str text, size_t at);

/* Whether the line that begins at `line` begins with a dash at `column`. The line is not
 * within a quoted scalar. */
bool wp_line_has_dash(struct wp_str text, size_t line, size_t column);

/* Return the line below that of a dash, and below the quoted scalar after the dash: lines of
 * a quoted scalar may look like dashes and comments. */
size_t wp_line_below_dash(struct wp_str text, size_t line);

#endif
