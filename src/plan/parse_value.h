/*
 * Parse the text of a value of a key: a scalar of the plan file, or an argument of a command. The
 * key alone decides the type: `title: true` is the text "true".
 */
#ifndef PLAN_PARSE_VALUE_H
#define PLAN_PARSE_VALUE_H

#include "base/arena.h"
#include <weekplan/item.h>

/*
 * Set the value of `key` in `item` from `text`, which is borrowed. For `tags` and `links` append
 * `text` to the list; `arena` owns the new array. No-op for `week`, `goals` and `subtasks`.
 *
 * Return NULL if the text is valid. Else leave `item` unchanged and return the end of a message,
 * such as "is blank (write a title)", to print after "KEY: 'TEXT'".
 */
const char *wp_item_parse_value(struct wp_item *item, enum wp_key key, struct wp_str text,
                                struct wp_arena *arena);

/* Return the end of a message about a text that is meant as a day (wp_day_shaped) but is not valid,
 * to print after "KEY: 'TEXT'". */
const char *wp_day_problem(struct wp_str text);

#endif
