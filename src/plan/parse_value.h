/*
 * Parse the value of a key, for the plan file and for the command line alike. The key
 * decides the type, never YAML's guess.
 */
#ifndef PLAN_PARSE_VALUE_H
#define PLAN_PARSE_VALUE_H

#include "base/arena.h"
#include <weekplan/item.h>

/*
 * Set the value of `key` in `item` from `text`, which is borrowed. Append to a list of
 * strings instead; `arena` owns the longer list. Not for `week`, `goals` and `subtasks`.
 *
 * Return NULL, or what is wrong with the text, which continues "KEY: 'TEXT' ...". Then
 * `item` is unchanged.
 */
const char *wp_item_parse_value(struct wp_item *item, enum wp_key key, struct wp_str text,
                                struct wp_arena *arena);

/* Return what is wrong with a text that has the shape of a day and is not a day. It continues
 * "KEY: 'TEXT' ...". */
const char *wp_day_problem(struct wp_str text);

#endif
