/*
 * The values of an item by key: compare, copy and format a value of any key.
 *
 *     if (!wp_item_value_equal(item, &values, WP_KEY_DUE))
 *         wp_item_value_copy(item, &values, WP_KEY_DUE);
 */
#ifndef PLAN_ITEM_VALUE_H
#define PLAN_ITEM_VALUE_H

#include "base/arena.h"
#include <weekplan/item.h>

/* Whether the value of the key is a list of items: `goals`, `subtasks` or `also`. */
bool wp_key_holds_items(enum wp_key key);

/* Return the list of strings in `item` for a key of the kind WP_KIND_STRINGS. */
struct wp_list *wp_item_string_list(struct wp_item *item, enum wp_key key);

/* Whether the list has `text`. */
bool wp_list_has(const struct wp_list *list, struct wp_str text);

/* Append `text`, which is borrowed, to the list. The list gets a new array, which `arena` owns. */
void wp_list_extend(struct wp_list *list, struct wp_str text, struct wp_arena *arena);

/* Whether the value of `key` in the item is not that of wp_item_empty. For goals and subtasks,
 * whether the item has any. */
bool wp_item_has(const struct wp_item *item, enum wp_key key);

/* Copy the value of `key` from `from` to `to`. The strings are not copied, but borrowed. No-op for
 * `week`, `goals` and `subtasks`. */
void wp_item_value_copy(struct wp_item *to, const struct wp_item *from, enum wp_key key);

/* Whether two items have the same value for `key`. Always true for `week`, `goals` and
 * `subtasks`. */
bool wp_item_value_equal(const struct wp_item *a, const struct wp_item *b, enum wp_key key);

/* Return the reason "rain" in a value such as `dropped: rain`. Return an empty text if the value
 * is a day, true or false, or if the key never has a reason. */
struct wp_str wp_item_value_reason(const struct wp_item *item, enum wp_key key);

/* Return the day in a value such as `done: 2019-08-05`, or WP_NO_DAY. */
wp_day wp_item_value_day(const struct wp_item *item, enum wp_key key);

/* Whether the value of `key` is true or false, not a day or a reason. */
bool wp_item_value_is_boolean(const struct wp_item *item, enum wp_key key);

/* Append the value of `key` in the syntax of the plan, without quotes: "2019-08-05", "true", "2/3
 * talks". No-op for lists and for `week`. */
void wp_item_value_format(struct wp_buf *buf, const struct wp_item *item, enum wp_key key);

#endif
