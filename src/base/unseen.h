/*
 * Characters that look like nothing, or like a blank: the name of one is all that
 * tells people why a line is not what it looks like.
 */
#ifndef BASE_UNSEEN_H
#define BASE_UNSEEN_H

#include <stdint.h>

#include <weekplan/str.h>

/* Return where the first such character of `text` is, or its length. A joiner or a
 * variation selector behind what is not ASCII is none. *character is the character. */
size_t wp_unseen_find(struct wp_str text, int32_t *character);

/* Return what it is, "a no-break space", and what to do about it, "write a plain
 * space". Both are constant. */
const char *wp_unseen_name(int32_t character);
const char *wp_unseen_advice(int32_t character);

#endif
