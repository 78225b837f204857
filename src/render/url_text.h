/*
 * URLs in text of the plan, such as a note. A URL begins with http:// or https://. Markdown is not
 * read: a URL in the target of a Markdown link is a URL too.
 */
#ifndef RENDER_URL_TEXT_H
#define RENDER_URL_TEXT_H

#include "render/term_text.h"

/* Return the first URL in `text` from offset `from` on; an empty text if there is none. Punctuation
 * that ends a sentence, and a bracket that is not opened in the URL, are no part of it. */
struct wp_str wp_url_text_find(struct wp_str text, size_t from);

/* Append text as wp_term_put_wrapped does, with each URL as a hyperlink, if the style has links.
 * `clean` is the line `raw` of the plan, sanitized. A URL that was changed by that is no hyperlink,
 * because its target would not be what people read. */
void wp_url_text_put_wrapped(struct wp_term *term, enum wp_tint tint, struct wp_str raw,
                             struct wp_str clean, size_t room);

#endif
