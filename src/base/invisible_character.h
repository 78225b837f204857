/*
 * Characters that people cannot see, or cannot tell from a space. Messages name them.
 */
#ifndef BASE_INVISIBLE_CHARACTER_H
#define BASE_INVISIBLE_CHARACTER_H

#include <stdint.h>

#include <weekplan/str.h>

/* Return the offset in bytes of the first such character of `text`, or the length of `text`
 * if there is none. Set *character to it. A joiner or a variation selector after a
 * character that is not ASCII does not count: it is part of a grapheme, such as an emoji. */
size_t wp_invisible_character_find(struct wp_str text, int32_t *character);

/* Return the name of such a character ("a no-break space"), and what to do about it ("write
 * a plain space"). Both are constant. */
const char *wp_invisible_character_name(int32_t character);
const char *wp_invisible_character_advice(int32_t character);

#endif
