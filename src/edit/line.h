/*
 * Lines and columns of a document. A line ends at each line break of libyaml: LF, CRLF, CR, NEL, LS
 * and PS. A blank is a space or a tab.
 */
#ifndef EDIT_LINE_H
#define EDIT_LINE_H

#include <weekplan/buf.h>

/* Return the length of the line break that begins at `at`, or 0. */
size_t wp_line_break_at(struct wp_str text, size_t at);

/* Return the length of the line break that ends at `end`, or 0. */
size_t wp_line_break_before(struct wp_str text, size_t end);

/* Append a line break, unless the text is empty or ends with one. */
void wp_line_end(struct wp_buf *text, const char *line_break);

/* The same at the end of a line of the file: only LF, CRLF and CR end one. Marker lines begin in
 * such a line. */
void wp_line_end_in_file(struct wp_buf *text, const char *line_break);

/* Whether the text contains a line break. */
bool wp_line_has_break(struct wp_str text);

/* Return the first line break of the text as a string: "\n", "\r\n" or "\r". NULL if the text has
 * none of these. */
const char *wp_line_break_of(struct wp_str text);

/* Return the start of the line that contains `offset`. A byte order mark is no part of its line. */
size_t wp_line_begin(struct wp_str text, size_t offset);

/* Return the start of the line below the one that contains `offset`, or the end of the text. */
size_t wp_line_next(struct wp_str text, size_t offset);

/* Return the number of characters between the start of the line and `offset`. */
size_t wp_line_column(struct wp_str text, size_t offset);

/* Whether the line that begins at `line` has only blanks, and a line break. */
bool wp_line_is_blank(struct wp_str text, size_t line);

/* Whether the line above the one that begins at `line` has only blanks. */
bool wp_line_follows_blank(struct wp_str text, size_t line);

/* Whether only blanks are between the start of the line and `offset`. */
bool wp_line_begins_at(struct wp_str text, size_t offset);

/* Whether only blanks and a comment are between `offset` and the end of the line. */
bool wp_line_ends_at(struct wp_str text, size_t offset);

/* Whether the last line of the text, without comments and blank lines, begins with '%'. With a
 * document marker (`---`) after it, this line would be a directive. */
bool wp_line_is_directive_at_end(struct wp_str text);

/* Return the offset of the first byte at or after `offset` that is no blank, or the end of the
 * text. */
size_t wp_line_skip_blanks(struct wp_str text, size_t offset);

/* Return the start of the blanks that end at `offset`. */
size_t wp_line_before_blanks(struct wp_str text, size_t offset);

/* Return the offset of the first byte at or after `offset` that is no blank, line break or comment,
 * or the end of the text. `offset` must not be within a comment. */
size_t wp_line_next_token(struct wp_str text, size_t offset);

/* Return the end of the quoted or plain scalar that begins at `at` in a flow sequence. */
size_t wp_line_string_end(struct wp_str text, size_t at);

/* Whether the line that begins at `line` begins with a dash at `column`. The line must not be
 * within a quoted scalar. */
bool wp_line_has_dash(struct wp_str text, size_t line, size_t column);

/* Return the start of the first line below the one at `line`, which has a dash. Skip the lines of a
 * quoted scalar after the dash, because they may look like dashes and comments. */
size_t wp_line_below_dash(struct wp_str text, size_t line);

#endif
