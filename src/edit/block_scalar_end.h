/*
 * Where a block scalar (`|` or `>`) ends. Whether a blank line below is a part of the scalar
 * depends on the number of its blanks, and on the header and the indentation of the scalar (YAML
 * 1.2, section 8.1).
 */
#ifndef EDIT_BLOCK_SCALAR_END_H
#define EDIT_BLOCK_SCALAR_END_H

#include <weekplan/item.h>

/* Return the least number of blanks that makes a blank line below the block scalar a part of the
 * scalar: the indentation of the scalar + 1. Return 0 if the scalar keeps its line breaks (`|+`),
 * and SIZE_MAX if it has no lines. */
size_t wp_block_scalar_end_least_blanks(struct wp_str text, struct wp_span block);

/* Return the block scalar above `offset` if only blanks and line breaks are between them, else
 * NULL. */
const struct wp_span *wp_block_scalar_end_above(const struct wp_week *week, size_t offset);

/* Return the block scalar with which the item ends, or NULL. */
const struct wp_span *wp_block_scalar_end_of_item(const struct wp_week *week,
                                                  const struct wp_item *item);

/* A run of blank lines begins at `line`. Return the end of its last line that has at least
 * `least_blanks` blanks. If the run has no such line, return `line`. Blanks at the end of the text
 * count as a line. */
size_t wp_block_scalar_end_skip_blank_lines(struct wp_str text, size_t line, size_t least_blanks);

/* Return the offset of the first line below the block scalar that is not a part of it. Blank lines
 * with enough blanks are a part (see wp_block_scalar_end_least_blanks). */
size_t wp_block_scalar_end(struct wp_str text, struct wp_span block);

#endif
