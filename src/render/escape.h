/*
 * Making a plan's text harmless for the people who read it. This is the one
 * sanitizer: every format that people read puts text through it first and
 * applies its own escaping afterwards.
 *
 * C0, DEL, C1 and bytes that are not UTF-8 become U+FFFD. What Unicode calls
 * invisible is left out: format characters, default ignorable code points, LS and
 * PS. Joiners (ZWJ, ZWNJ) and variation selectors stay where they join something
 * within a grapheme.
 */
#ifndef RENDER_ESCAPE_H
#define RENDER_ESCAPE_H

#include <weekplan/buf.h>

/* For what is one line: a line break or a tab becomes a blank. */
void wp_escape_line(struct wp_buf *buf, struct wp_str text);

/* For notes: line breaks (CRLF and CR as LF) and tabs stay. */
void wp_escape_prose(struct wp_buf *buf, struct wp_str text);

/* The formats: each makes a text of the plan harmless and escapes it. */
enum wp_format {
    WP_FORMAT_HTML,     /* a line, in text and in quoted attributes */
    WP_FORMAT_MARKDOWN, /* a line, behind a mark or a word */
    WP_FORMAT_YAML,     /* a line, within single quotes */
    WP_FORMAT_TARGET    /* where a link leads, in HTML's href="" and Markdown's (<>) */
};

void wp_escape(struct wp_buf *buf, enum wp_format format, struct wp_str text);

/* A note as HTML: its lines stay lines. */
void wp_escape_html_prose(struct wp_buf *buf, struct wp_str text);

/* Whether a text may be a link at all: http:, https: or mailto:. */
bool wp_escape_is_safe_link(struct wp_str text);

#endif
