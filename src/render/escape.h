/*
 * Sanitizing text of a plan, and escaping it for a format.
 *
 * Every format that people read prints text of a plan with these functions. Control characters
 * (C0, DEL, C1), U+FFFE, U+FFFF and bytes that are not UTF-8 become U+FFFD, so that a terminal gets
 * no escape sequence. Invisible characters are removed, so that text cannot be hidden: format
 * characters, default ignorable code points, LS and PS (Unicode). Joiners (ZWJ, ZWNJ) and variation
 * selectors within a grapheme are kept, because they change how the grapheme looks.
 */
#ifndef RENDER_ESCAPE_H
#define RENDER_ESCAPE_H

#include <weekplan/buf.h>

/* Append sanitized text as one line. Line breaks and tabs become blanks. */
void wp_escape_line(struct wp_buf *buf, struct wp_str text);

/* Append sanitized text of several lines. Tabs are kept. CR and CRLF become LF. */
void wp_escape_prose(struct wp_buf *buf, struct wp_str text);

enum wp_format {
    WP_FORMAT_HTML,     /* one line of HTML, in text or in a quoted attribute */
    WP_FORMAT_MARKDOWN, /* one line of Markdown that is not at the beginning of a line */
    WP_FORMAT_YAML,     /* one line of YAML, within single quotes */
    WP_FORMAT_TOML,     /* one line of TOML, within double quotes */
    WP_FORMAT_TARGET    /* target of a link: href="" in HTML, (<>) in Markdown */
};

/* Append sanitized text as one line, escaped for the format. */
void wp_escape(struct wp_buf *buf, enum wp_format format, struct wp_str text);

/* Append sanitized text as the target of a link for a terminal. All bytes but the visible
 * characters of ASCII are percent-encoded. So no text can end the escape sequence that the target
 * is in. */
void wp_escape_uri(struct wp_buf *buf, struct wp_str text);

/* Append sanitized text of several lines, escaped for HTML. */
void wp_escape_html_prose(struct wp_buf *buf, struct wp_str text);

/* Whether a text may become the target of a link: its scheme is http:, https: or mailto:. */
bool wp_escape_is_safe_link(struct wp_str text);

#endif
