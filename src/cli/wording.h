/*
 * What an item says for a key, in a few words, for the answer to a change.
 */
#ifndef CLI_WORDING_H
#define CLI_WORDING_H

#include "report/paint.h"

/*
 * Appends "due Fri 9 August 2019", "tags [reading, later]", "no weight"; a long value
 * is cut. Nothing for a title, by which an answer calls the item, and for the lists
 * of items.
 */
void wp_word_key(struct wp_buf *out, const struct wp_painter *painter, const struct wp_item *item,
                 enum wp_key key);

#endif
