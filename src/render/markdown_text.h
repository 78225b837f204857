/*
 * Markdown of the plan, a note or a review, as text for a terminal.
 *
 * Lines, lists, quotes, code and headings keep their marks, so that the text can be read without
 * colours. Lines that are wrapped are indented below the text of their list item. Emphasis is bold
 * or underlined; on a terminal without colours it is left out. A link is its text, as a hyperlink;
 * on a terminal without hyperlinks the address is behind it. All text is sanitized.
 */
#ifndef RENDER_MARKDOWN_TEXT_H
#define RENDER_MARKDOWN_TEXT_H

#include "render/term_text.h"

/* Append `text` in lines of at most `room` columns from `column` on, each ended. If md4c is not
 * installed, or `text` has nothing to show as Markdown, append nothing and return false. */
bool wp_markdown_text_put(struct wp_term *term, enum wp_tint tint, struct wp_str text,
                          size_t column, size_t room);

#endif
