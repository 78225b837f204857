/*
 * Titles with their links. Of Markdown, a title has only inline links: `[text](address)`. A link
 * whose address is not safe (wp_escape_is_safe_link) is printed as it is written.
 */
#ifndef RENDER_TITLE_TEXT_H
#define RENDER_TITLE_TEXT_H

#include "render/linked_text.h"

/* Append a title to a line for a terminal. A link is its text, as a hyperlink if the terminal has
 * them, else with the address in parentheses behind it. */
void wp_title_text_add(struct wp_linked_text *text, const struct wp_term *term,
                       struct wp_str title);

/* Append a title with the text of each link in place of the link. Nothing is sanitized. */
void wp_title_text_plain(struct wp_buf *buf, struct wp_str title);

/* Append a title as one line of HTML, sanitized and escaped. Links and URLs are an <a>. */
void wp_title_text_html(struct wp_buf *out, struct wp_str title);

/* Append a title as one line of Markdown that is not at the beginning of a line, sanitized and
 * escaped. Links and URLs are links. */
void wp_title_text_markdown(struct wp_buf *out, struct wp_str title);

/* Append a URL or another address as a link in Markdown, with itself as its text. The address must
 * be safe (wp_escape_is_safe_link). */
void wp_title_text_markdown_address(struct wp_buf *out, struct wp_str address);

/* Whether the title ends with a link. */
bool wp_title_text_ends_with_link(struct wp_str title);

#endif
