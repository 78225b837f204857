/*
 * Lines and columns of a document, as an edit needs them. A line ends where it
 * does for libyaml: at LF, CRLF, a lone CR, and at NEL, LS and PS too.
 */
#ifndef EDIT_LINE_H
#define EDIT_LINE_H

#include "edit/item_yaml.h"
#include <weekplan/item.h>

/* How the week is written: its line break, and how far its first list in block
 * style stands right of its key. */
struct wp_style wp_style_of_week(const struct wp_week *week);

/* The length of the line break that begins at `at`, or that ends at `end`; 0
 * where there is none. */
size_t wp_line_break_at(struct wp_str text, size_t at);
size_t wp_line_break_before(struct wp_str text, size_t end);

/* Whether the text is on more than one line. */
bool wp_line_has_break(struct wp_str text);

/* The first line break in the text, LF, CRLF or CR; or NULL. */
const char *wp_line_break_of(struct wp_str text);

/* Where the line begins that holds `offset`; a byte order mark is before it. */
size_t wp_line_begin(struct wp_str text, size_t offset);

/* Whether the text ends with a line that begins with '%', but for comments and
 * blank lines: right above the marker of a document it belongs to that one. */
bool wp_line_is_directive_at_end(struct wp_str text);

/* How many characters stand before `offset` on its line. */
size_t wp_line_column(struct wp_str text, size_t offset);

/* The first byte of the line after the one that holds `offset`, or the end. */
size_t wp_line_next(struct wp_str text, size_t offset);

/* Whether nothing but blanks stands on the line at `line`, and on the one above
 * it. */
bool wp_line_is_blank(struct wp_str text, size_t line);
bool wp_line_follows_blank(struct wp_str text, size_t line);

/* The first byte from `offset` on that is neither a space nor a tab, or the
 * end. */
size_t wp_line_skip_blanks(struct wp_str text, size_t offset);

/* Where the spaces and tabs right before `offset` begin. */
size_t wp_line_before_blanks(struct wp_str text, size_t offset);

/* Return where the text between quotes ends whose first quote is at `offset`. */
size_t wp_skip_quoted(struct wp_str text, size_t offset);

/* Return where a text ends that begins at `at`, with quotes or plain, between brackets. */
size_t wp_line_string_end(struct wp_str text, size_t at);

/* Whether the line at `line`, which is not within a quoted text, begins with a dash at
 * `column`. */
bool wp_line_has_dash(struct wp_str text, size_t line, size_t column);

/* Return the line below that of a dash, and below the quoted text after the dash: the lines
 * of the quoted text may look like dashes and comments. */
size_t wp_line_below_dash(struct wp_str text, size_t line);

/* Where the next thing stands that is neither blank, line break nor comment, at
 * `offset`, which is not within one, or behind it; or the end. */
size_t wp_line_next_token(struct wp_str text, size_t offset);

/*
 * The place for a line behind a node that ends at `end`: behind its last line
 * and behind the comment lines below that are indented deeper than `column`, for
 * they speak of the node; also where a blank line sets them off, for else they
 * would speak of what is put there, or become its text.
 */
size_t wp_line_after(struct wp_str text, size_t end, size_t column);

/*
 * Where the comment lines begin that stand directly above the line at `line`
 * and speak of it. Above `floor`, where a line begins, nothing does. Those that
 * begin there head the list where the line is of its first item.
 */
size_t wp_line_of_comments(struct wp_str text, size_t line, size_t floor, bool first);

#endif
