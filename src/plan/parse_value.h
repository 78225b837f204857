/*
 * What a text means as the value of a key: the rules of the plan format, for
 * the file and for the command line alike. The key decides the type, never
 * YAML's guess.
 */
#ifndef PLAN_PARSE_VALUE_H
#define PLAN_PARSE_VALUE_H

#include "base/arena.h"
#include <weekplan/error.h>
#include <weekplan/item.h>

/*
 * Makes `item` say for `key` what `text` means, and borrows the text. A list
 * gets the text behind what it has; `arena` owns the longer list. Not for the
 * keys that an item has no value for: `week`, `goals` and `subtasks`.
 *
 * WP_INVALID    the text means nothing there: the item is as it was, and
 *               `problem` continues "KEY: 'TEXT' ..."
 * WP_NO_MEMORY
 */
enum wp_status wp_item_parse_value(struct wp_item *item, enum wp_key key, struct wp_str text,
                                   struct wp_arena *arena, const char **problem);

/* What is wrong with a text that is shaped like a day but is none; it continues
 * "KEY: 'TEXT' ..." as well. */
const char *wp_day_problem(struct wp_str text);

#endif
