/*
 * Literal and folded texts, and the blank lines below them: which of those are a part of
 * the text depends on how far they and the text are indented, and on its header.
 */
#ifndef EDIT_BLOCK_SCALAR_H
#define EDIT_BLOCK_SCALAR_H

#include <weekplan/item.h>

/* How many blanks a line has to hold, which holds nothing else, to be taken for a part of
 * a text of the week: more than the text is indented by; 0 where it keeps its line
 * breaks (`|+`). */
size_t wp_block_scalar_takes(struct wp_str text, struct wp_span block);

/* Return the text that ends right above `offset`, blank lines aside, or NULL. */
const struct wp_span *wp_block_scalar_above(const struct wp_week *week, size_t offset);

/* Return the text with which the item ends, or NULL. */
const struct wp_span *wp_block_scalar_at_end_of(const struct wp_week *week,
                                                const struct wp_item *item);

/* Return the end of the blank lines from the line at `line` on, up to the last that holds
 * at least `takes` blanks; `line` if there is none. Blanks that end the text are a line. */
size_t wp_block_scalar_blanks(struct wp_str text, size_t line, size_t takes);

#endif
