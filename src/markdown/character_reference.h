/*
 * Character references of HTML, as Markdown has them: `&amp;`, `&#65;`, `&#x41;`. The names that
 * are known are those of HTML 4 for Latin-1 characters, and common signs.
 */
#ifndef MARKDOWN_CHARACTER_REFERENCE_H
#define MARKDOWN_CHARACTER_REFERENCE_H

#include <weekplan/buf.h>

/* Append `text` with each reference replaced by its character, in UTF-8. A reference whose name is
 * not known is appended as it is. A number that is no character becomes U+FFFD. The result is not
 * sanitized. */
void wp_character_reference_resolve(struct wp_buf *out, struct wp_str text);

#endif
