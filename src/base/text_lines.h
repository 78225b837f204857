/*
 * The lines of a text, one after the other. Lines end with LF.
 *
 *     while (text.length > 0) {
 *         struct wp_str line = wp_text_lines_take(&text);
 *         ...
 *     }
 */
#ifndef BASE_TEXT_LINES_H
#define BASE_TEXT_LINES_H

#include <weekplan/buf.h>

/* Remove the first line with its LF from `text`, and return the line without the LF. The last line
 * may have no LF. */
struct wp_str wp_text_lines_take(struct wp_str *text);

/* As wp_text_lines_take, but return the line with its LF. */
struct wp_str wp_text_lines_take_whole(struct wp_str *text);

/* Append the text with each CR LF and each other CR replaced by LF. */
void wp_text_lines_append_lf(struct wp_buf *buf, struct wp_str text);

#endif
