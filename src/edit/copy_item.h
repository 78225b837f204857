/*
 * Copy an item with its own bytes and comments (see entry_comments.h).
 *
 * An item that is copied to a block sequence keeps all bytes but its indentation and its line
 * breaks. Only an item in block style that is copied to a flow sequence is written anew, with its
 * comments above it.
 */
#ifndef EDIT_COPY_ITEM_H
#define EDIT_COPY_ITEM_H

#include "edit/item_yaml.h"

/* Append an item of `week` as an entry of a block sequence: its comments, its dash at `column`, its
 * lines, and a line break at the end. */
void wp_copy_item_lines(struct wp_buf *out, const struct wp_week *week, const struct wp_item *item,
                        size_t column, const struct wp_style *style);

/*
 * Append an item of `week` as an entry of a flow sequence, without a comma. If the item has
 * comments, the appended text begins with the comments, each on a line of its own. Then the text
 * must be inserted at the start of a line, at `column`. If `after` is not NULL, a comment on the
 * last line of the item is appended to `after` instead; the caller inserts it after the comma.
 */
void wp_copy_item_entry(struct wp_buf *out, const struct wp_week *week, const struct wp_item *item,
                        size_t column, struct wp_buf *after, const struct wp_style *style);

/*
 * Return the new indentation of the line that begins at `line`, when the dash or the keys of its
 * item move from column `from` to column `to`. A line that is right of the dash stays right of it.
 * Another line, of a comment or a quoted scalar, moves left no further than needed. It does not
 * move right of the dash, because a literal block would read a comment there as text.
 */
size_t wp_copy_item_indentation(struct wp_str text, size_t line, size_t from, size_t to);

/* Return the least number of blanks with which a line below the copied item becomes a part of the
 * block scalar at its end (see block_scalar_end.h). SIZE_MAX if the item does not end with a block
 * scalar. Set *ends to whether the value of the scalar depends on the line break at its end. */
size_t wp_copy_item_least_blanks(const struct wp_week *week, const struct wp_item *item,
                                 bool *ends);

/* Whether the item is a mapping in block style. */
bool wp_copy_item_has_lines(const struct wp_week *week, const struct wp_item *item);

/* Return an `x-` key because of which the item cannot be copied to a flow sequence, or NULL. A
 * value in block style would have to be written anew in flow style, but weekplan never reads the
 * values of `x-` keys. */
const struct wp_field *wp_copy_item_stuck_at(const struct wp_week *week,
                                             const struct wp_item *item);

#endif
