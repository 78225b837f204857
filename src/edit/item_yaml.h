/*
 * Keys and items as new YAML, in the style of a week.
 */
#ifndef EDIT_ITEM_YAML_H
#define EDIT_ITEM_YAML_H

#include "edit/style.h"
#include <weekplan/buf.h>

/* Return the quotes of a new value: of a text or a list of texts those of the style. Days and
 * words of the format have those of the keys. Numbers, true and false have none. */
enum wp_quotes wp_item_yaml_quotes_for_new(const struct wp_item *item, enum wp_key key,
                                           const struct wp_style *style);

/* Append a key with its colon, between the quotes of the style. */
void wp_item_yaml_key(struct wp_buf *buf, enum wp_key key, const struct wp_style *style);

/* Append a space and the item's value of `key`, for a mapping at `column`. The value has the
 * quotes of the style, but outside of a flow collection (`flow`) a note of several lines is
 * a literal block. Append no value for goals and subtasks. */
void wp_item_yaml_value(struct wp_buf *buf, const struct wp_item *item, enum wp_key key,
                        size_t column, bool flow, const struct wp_style *style);

/* Append "key: value" without a line break; the value has the quotes of a new one. */
void wp_item_yaml_entry(struct wp_buf *buf, const struct wp_item *item, enum wp_key key,
                        size_t column, bool flow, const struct wp_style *style);

/* Whether the item, written by wp_item_yaml_item, ends with a literal block. */
bool wp_item_yaml_ends_in_block(const struct wp_item *item);

/* Append an item as an entry of a block sequence, from its '-' at `column` to its last line
 * break. An item with a title alone is a plain string. */
void wp_item_yaml_item(struct wp_buf *buf, const struct wp_item *item, size_t column,
                       const struct wp_style *style);

/* Append the items from `first` on as entries of a block sequence. */
void wp_item_yaml_items(struct wp_buf *buf, const struct wp_item *first, size_t column,
                        const struct wp_style *style);

/* Append an item as an entry of a flow sequence: "Read", "{title: Write, done: true}". An
 * item of the week `source` keeps the quotes of its values; for a new one `source` is
 * NULL. */
void wp_item_yaml_flow_item(struct wp_buf *buf, const struct wp_item *item,
                            const struct wp_week *source, const struct wp_style *style);

#endif
