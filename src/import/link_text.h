/* Links of Markdown: inline, by reference, and addresses as they are. */
#ifndef IMPORT_LINK_TEXT_H
#define IMPORT_LINK_TEXT_H

#include "markdown/markdown.h"
#include <weekplan/buf.h>

/* Append the end of an inline link or image, from the bracket after its text on:
 * `](https://example.org "title")`. */
void wp_link_text_put_end(struct wp_buf *buf, const struct wp_markdown_node *link);

/* Whether the link is an address in the text: `https://example.org` or `<ada@example.org>`. */
bool wp_link_text_is_address(const struct wp_markdown_node *link);

/*
 * Set *span to the bytes from the bracket after the text of a link or an image to the end of its
 * reference: `]`, `][]` or `][label]`. Set *label to its label. Return false if the link is inline
 * or an address.
 */
bool wp_link_text_find_reference(const struct wp_markdown_node *link, struct wp_str text,
                                 struct wp_span *span, struct wp_str *label);

#endif
