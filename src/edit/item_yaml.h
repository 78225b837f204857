/*
 * Write keys and items as new YAML, in the style of a week.
 */
#ifndef EDIT_ITEM_YAML_H
#define EDIT_ITEM_YAML_H

#include "edit/style.h"
#include <weekplan/buf.h>

/* Return the quotes of a new value of `key`. A title, a note or a reason has style->quotes; a tag
 * or a link has style->strings. A day, or a word such as `weekly`, has style->keys. A number, true
 * and false have no quotes. */
enum wp_quotes wp_item_yaml_quotes_for_new(const struct wp_item *item, enum wp_key key,
                                           const struct wp_style *style);

/* Append a key and its colon. The key has the quotes style->keys. */
void wp_item_yaml_key(struct wp_buf *buf, enum wp_key key, const struct wp_style *style);

/* Append a space and the item's value of `key`, for a mapping whose keys are at `column`. The value
 * has style->quotes. A note of several lines is written as a literal block. With `flow`, the
 * mapping is in flow style, and there is no literal block. Goals and subtasks are not written. */
void wp_item_yaml_value(struct wp_buf *buf, const struct wp_item *item, enum wp_key key,
                        size_t column, bool flow, const struct wp_style *style);

/* Append "key: value" without a line break. The quotes of the value are those of
 * wp_item_yaml_quotes_for_new. `column` and `flow` are as in wp_item_yaml_value. */
void wp_item_yaml_entry(struct wp_buf *buf, const struct wp_item *item, enum wp_key key,
                        size_t column, bool flow, const struct wp_style *style);

/* Whether the lines that wp_item_yaml_item writes for the item end with a literal block. */
bool wp_item_yaml_ends_in_block(const struct wp_item *item);

/* Append an item as an entry of a block sequence, with its dash at `column` and a line break at the
 * end. An item that has only a title is written as a plain string: `- Read`. */
void wp_item_yaml_item(struct wp_buf *buf, const struct wp_item *item, size_t column,
                       const struct wp_style *style);

/* Append the items from `first` on as entries of a block sequence, with their dashes at `column`.
 * */
void wp_item_yaml_items(struct wp_buf *buf, const struct wp_item *first, size_t column,
                        const struct wp_style *style);

/* Append an item as an entry of a flow sequence: `Read` or `{title: Write, done: true}`. Values of
 * an item of the week `source` keep their quotes. `source` is NULL for a new item. */
void wp_item_yaml_flow_item(struct wp_buf *buf, const struct wp_item *item,
                            const struct wp_week *source, const struct wp_style *style);

#endif
