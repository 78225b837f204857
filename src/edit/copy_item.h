/*
 * An item as it is written, to stand somewhere else: its own bytes with its
 * comments (see extent.h), moved left or right as a whole.
 *
 * What stood in a block list and goes into another one keeps every byte but its
 * indentation and its line breaks. What stood between brackets does too, behind a
 * dash. Only what was in block style and goes between brackets is written anew;
 * its comments then stand above it.
 */
#ifndef EDIT_COPY_ITEM_H
#define EDIT_COPY_ITEM_H

#include "edit/item_yaml.h"

/* Writes an item of `week` as an entry of a block list whose dashes stand at
 * `column`: from its comments to its last line break. */
void wp_copy_item_lines(struct wp_buf *out, const struct wp_week *week, const struct wp_item *item,
                        size_t column, const struct wp_style *style);

/*
 * Writes it as an entry of a list between brackets, without a comma. It begins
 * with its comments, a line each, where it has any; then the place for it has to
 * be the beginning of a line, at `column`. With `behind`, a comment that stood
 * behind it is put there instead, to stand behind the comma.
 */
void wp_copy_item_entry(struct wp_buf *out, const struct wp_week *week, const struct wp_item *item,
                        size_t column, struct wp_buf *behind, const struct wp_style *style);

/* Return what the item's lines, which may end in a text on lines of its own, take of blank
 * lines below them (see block_scalar.h); SIZE_MAX for nothing. `ends`: whether the value of that
 * text depends on the line break at its end. */
size_t wp_copy_item_takes(const struct wp_week *week, const struct wp_item *item, bool *ends);

/* Whether the item is written on lines as a mapping, not between braces. */
bool wp_copy_item_has_lines(const struct wp_week *week, const struct wp_item *item);

/* A key of its author's (`x-...`) in what would be written anew between brackets,
 * which nobody else can do; or NULL. */
const struct wp_field *wp_copy_item_stuck_at(const struct wp_week *week,
                                             const struct wp_item *item);

#endif
