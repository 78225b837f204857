/*
 * The values of an item, one key at a time: what is needed to change, write and
 * compare items without a case for each key in every place.
 */
#ifndef PLAN_VALUE_H
#define PLAN_VALUE_H

#include "base/arena.h"
#include <weekplan/error.h>
#include <weekplan/item.h>

/* Whether the key holds a list of items. */
bool wp_key_is_list(enum wp_key key);

/* The key of the item's list: `goals` for the week's root, else `subtasks`. */
enum wp_key wp_item_seq_key(const struct wp_item *item);

/* The item's list of strings: `tags` or `links`. */
struct wp_list *wp_item_string_seq(struct wp_item *item, enum wp_key key);

/* Whether the list has `text`. */
bool wp_list_has(const struct wp_list *list, struct wp_str text);

/* Append `text` to the list; `arena` owns the longer list, not the text. */
void wp_list_extend(struct wp_list *list, struct wp_str text, struct wp_arena *arena);

/* Whether the item says anything for `key` that is not its default. For goals
 * and subtasks: whether there are any. */
bool wp_item_has(const struct wp_item *item, enum wp_key key);

/* Makes `to` say for `key` what `from` says; borrows its strings. Does nothing
 * for goals and subtasks, which are items of their own. */
void wp_item_value_copy(struct wp_item *to, const struct wp_item *from, enum wp_key key);

/* Whether two items say the same for `key`; true for goals and subtasks. */
bool wp_item_value_equal(const struct wp_item *a, const struct wp_item *b, enum wp_key key);

#endif
