/*
 * URLs in text of the plan, such as a note. A URL begins with http:// or https://. Markdown is not
 * read: a URL in the target of a Markdown link is a URL too.
 */
#ifndef RENDER_URL_TEXT_H
#define RENDER_URL_TEXT_H

#include <weekplan/str.h>

/* Return the first URL in `text` from offset `from` on; an empty text if there is none. Punctuation
 * that ends a sentence, and a bracket that is not opened in the URL, are no part of it. */
struct wp_str wp_url_text_find(struct wp_str text, size_t from);

#endif
