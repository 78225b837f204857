/*
 * The values of an item by key: compare, copy and format one without a case for each key.
 *
 *     if (!wp_item_value_equal(item, &values, WP_KEY_DUE))
 *         wp_item_value_copy(item, &values, WP_KEY_DUE);
 */
#ifndef PLAN_ITEM_VALUE_H
#define PLAN_ITEM_VALUE_H

#include "base/arena.h"
#include <weekplan/item.h>

/* Whether the value of the key is a list of items: goals or subtasks. */
bool wp_key_holds_items(enum wp_key key);

/* Return the list of strings in `item` for a key of the kind WP_KIND_STRINGS. */
struct wp_list *wp_item_string_list(struct wp_item *item, enum wp_key key);

/* Whether the list has `text`. */
bool wp_list_has(const struct wp_list *list, struct wp_str text);

/* Append `text` to the list. The strings are copied to a new array in `arena`; `text` is
 * borrowed. */
void wp_list_extend(struct wp_list *list, struct wp_str text, struct wp_arena *arena);

/* Whether the item has a value for `key` other than the default. For goals and subtasks:
 * whether it has any. */
bool wp_item_has(const struct wp_item *item, enum wp_key key);

/* Copy the value of `key`. The strings of `from` are borrowed. No-op for `week`, `goals`
 * and `subtasks`. */
void wp_item_value_copy(struct wp_item *to, const struct wp_item *from, enum wp_key key);

/* Whether two items have the same value for `key`. True for `week`, `goals` and
 * `subtasks`. */
bool wp_item_value_equal(const struct wp_item *a, const struct wp_item *b, enum wp_key key);

/* Return the reason in a value such as `dropped: rain`; empty if the value is a day, true,
 * false, or of a kind without reasons. */
struct wp_str wp_item_value_reason(const struct wp_item *item, enum wp_key key);

/* Return the day in a value such as `done: 2019-08-05`, or WP_NO_DAY. */
wp_day wp_item_value_day(const struct wp_item *item, enum wp_key key);

/* Whether the value of `key` is a plain true or false. */
bool wp_item_value_is_boolean(const struct wp_item *item, enum wp_key key);

/* Append the value as a plan has it, without quotes: "2019-08-05", "true", "2/3 talks".
 * No-op for lists and for `week`. */
void wp_item_value_format(struct wp_buf *buf, const struct wp_item *item, enum wp_key key);

#endif
