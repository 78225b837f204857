/*
 * Markdown of the plan, a note or a review, as HTML.
 *
 * The HTML is CommonMark with task lists and strikethrough. A line break stays one, because a note
 * grows line by line (`note --append`). Raw HTML is text. Links have the schemes of
 * wp_escape_is_safe_link; the address of any other link is text. An image is a link to it, so that
 * a page loads nothing. All text is sanitized (render/escape.h).
 */
#ifndef RENDER_MARKDOWN_HTML_H
#define RENDER_MARKDOWN_HTML_H

#include <weekplan/buf.h>

enum wp_markdown_place {
    WP_MARKDOWN_PAGE,  /* a page, whose CSS has rules for the elements (render/html_style) */
    WP_MARKDOWN_LETTER /* a letter: each element has its own style, and a sign for a checkbox */
};

/* Append `begin`, `text` as elements of HTML, and `end`. The greatest headings of the
 * text get the level `heading`, smaller ones a level below, down to 6. If md4c is not installed, or
 * `text` has nothing to show as Markdown, append nothing and return false. */
bool wp_markdown_html_within(struct wp_buf *out, const char *begin, struct wp_str text,
                             const char *end, unsigned heading, enum wp_markdown_place place);

#endif
