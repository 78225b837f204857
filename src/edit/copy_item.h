/*
 * Copying an item to another place: its own bytes with its comments (see entry_comments.h), moved
 * left or right as a whole.
 *
 * An item that is copied from one block sequence to another keeps every byte but its
 * indentation and its line breaks. So does an item of a flow sequence, after a dash. Only an
 * item in block style that is copied into a flow sequence is written as new YAML, with its
 * comments above it.
 */
#ifndef EDIT_COPY_ITEM_H
#define EDIT_COPY_ITEM_H

#include "edit/item_yaml.h"

/* Append an item of `week` as an entry of a block sequence with its dashes at `column`,
 * from its comments to its last line break. */
void wp_copy_item_lines(struct wp_buf *out, const struct wp_week *week, const struct wp_item *item,
                        size_t column, const struct wp_style *style);

/*
 * Append an item of `week` as an entry of a flow sequence, without a comma. The entry begins
 * with its comments, each on a line; then its place has to be the begin of a line, at
 * `column`. If `after` is not NULL, a comment after the item is appended to `after`, for
 * the place after the comma.
 */
void wp_copy_item_entry(struct wp_buf *out, const struct wp_week *week, const struct wp_item *item,
                        size_t column, struct wp_buf *after, const struct wp_style *style);

/* Return how many blanks a line below the item needs to become a part of the block scalar
 * at its end (see block_scalar.h); SIZE_MAX without one. Set `ends` if the value of that
 * scalar depends on the line break at its end. */
size_t wp_copy_item_least_blanks(const struct wp_week *week, const struct wp_item *item,
                                 bool *ends);

/* Whether the item is a mapping in block style. */
bool wp_copy_item_has_lines(const struct wp_week *week, const struct wp_item *item);

/* Return an `x-` key that would have to be written anew in a flow sequence, or NULL. Its
 * value is never read, so only its author can write it. */
const struct wp_field *wp_copy_item_stuck_at(const struct wp_week *week,
                                             const struct wp_item *item);

#endif
