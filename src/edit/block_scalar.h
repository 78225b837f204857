/*
 * Literal and folded block scalars, and the blank lines below them. Whether a blank line is a
 * part of the scalar depends on the header, and on the indentation of both.
 */
#ifndef EDIT_BLOCK_SCALAR_H
#define EDIT_BLOCK_SCALAR_H

#include <weekplan/item.h>

/* Return how many blanks a blank line below needs to become a part of the block scalar: one
 * more than its indentation; 0 if it keeps its line breaks (`|+`); SIZE_MAX if it has no
 * lines. */
size_t wp_block_scalar_least_blanks(struct wp_str text, struct wp_span block);

/* Return the block scalar that ends above `offset`, blank lines aside, or NULL. */
const struct wp_span *wp_block_scalar_above(const struct wp_week *week, size_t offset);

/* Return the block scalar at the end of the item, or NULL. */
const struct wp_span *wp_block_scalar_at_end_of(const struct wp_week *week,
                                                const struct wp_item *item);

/* Return the end of the blank lines from the line at `line` on, up to the last one with at
 * least `least_blanks` blanks; `line` without one. Blanks at the end of the text are a line. */
size_t wp_block_scalar_blanks(struct wp_str text, size_t line, size_t least_blanks);

/* Return the offset of the first line that is not a part of the block scalar. Blank lines
 * with enough blanks are a part. */
size_t wp_block_scalar_end(struct wp_str text, struct wp_span block);

#endif
