/*
 * Find characters that people cannot see or cannot tell from a space, and name them in messages.
 */
#ifndef BASE_INVISIBLE_CHARACTER_H
#define BASE_INVISIBLE_CHARACTER_H

#include <stdint.h>

#include <weekplan/str.h>

/* Find the first invisible character of `text`. Return its offset in bytes, and set *character to
 * the character. Return the length of `text` if there is none. A joiner or a variation selector
 * after a character that is not ASCII does not count: it is part of a grapheme, such as an emoji.
 */
size_t wp_invisible_character_find(struct wp_str text, int32_t *character);

/* Return the name of an invisible character ("a no-break space"), and advice for the author of the
 * text ("write a plain space"). Both are constant strings. */
const char *wp_invisible_character_name(int32_t character);
const char *wp_invisible_character_advice(int32_t character);

#endif
