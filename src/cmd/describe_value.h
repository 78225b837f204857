/*
 * The value of a key in a few words, for the result of a change.
 */
#ifndef CMD_DESCRIBE_VALUE_H
#define CMD_DESCRIBE_VALUE_H

#include "render/term_text.h"

/* Append the value of a key of an item: "due Fri 9 August 2019", "tags [reading, later]" or "no
 * weight". A note and a review are in quotes. A long value is cut. Append nothing for `title`,
 * because the result begins with the title, and for `goals` and `subtasks`. */
void wp_describe_value(struct wp_buf *out, const struct wp_term *term, const struct wp_item *item,
                       enum wp_key key);

#endif
