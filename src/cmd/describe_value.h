/*
 * What an item says for a key, in a few words, for the answer to a change.
 */
#ifndef CMD_DESCRIBE_VALUE_H
#define CMD_DESCRIBE_VALUE_H

#include "render/term.h"

/*
 * Appends "due Fri 9 August 2019", "tags [reading, later]", "no weight"; a long value
 * is cut. Nothing for a title, by which an answer calls the item, and for the lists
 * of items.
 */
void wp_describe_value(struct wp_buf *out, const struct wp_term *term, const struct wp_item *item,
                       enum wp_key key);

#endif
