/*
 * Making text of a plan harmless for people, and escaping it for a format.
 *
 * All formats that people read put text of a plan through here. C0, DEL, C1 and bytes that
 * are not UTF-8 become U+FFFD, so that a terminal obeys nothing. Characters that Unicode
 * calls invisible are removed, so that text cannot hide: format characters, default
 * ignorable code points, LS and PS. Joiners (ZWJ, ZWNJ) and variation selectors are kept
 * within a grapheme, where they have a meaning.
 */
#ifndef RENDER_ESCAPE_H
#define RENDER_ESCAPE_H

#include <weekplan/buf.h>

/* Append text as one line: line breaks and tabs become blanks. */
void wp_escape_line(struct wp_buf *buf, struct wp_str text);

/* Append text of several lines: tabs are kept, CR and CRLF become LF. */
void wp_escape_prose(struct wp_buf *buf, struct wp_str text);

enum wp_format {
    WP_FORMAT_HTML,     /* one line, in text or in a quoted attribute */
    WP_FORMAT_MARKDOWN, /* one line, after a mark or a word */
    WP_FORMAT_YAML,     /* one line, within single quotes */
    WP_FORMAT_TARGET    /* the target of a link, in HTML's href="" and Markdown's (<>) */
};

/* Append text as one line, escaped for the format. */
void wp_escape(struct wp_buf *buf, enum wp_format format, struct wp_str text);

/* Append text of several lines, escaped for HTML. */
void wp_escape_html_prose(struct wp_buf *buf, struct wp_str text);

/* Whether a text may become a link: it has the scheme http:, https: or mailto:. */
bool wp_escape_is_safe_link(struct wp_str text);

#endif
