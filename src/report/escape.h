/*
 * Making a plan's text harmless for the people who read it. This is the one
 * sanitizer: every format that people read puts text through it first and
 * applies its own escaping afterwards.
 *
 * C0, DEL, C1 and bytes that are not UTF-8 become U+FFFD. Bidi controls, LS,
 * PS and zero-width characters go; joiners (ZWJ, ZWNJ) and variation selectors
 * stay where they join something within a grapheme.
 */
#ifndef REPORT_ESCAPE_H
#define REPORT_ESCAPE_H

#include <weekplan/buf.h>

/* For what is one line: a line break or a tab becomes a blank. */
void wp_escape_line(struct wp_buf *buf, struct wp_str text);

/* For notes: line breaks (CRLF and CR as LF) and tabs stay. */
void wp_escape_prose(struct wp_buf *buf, struct wp_str text);

#endif
