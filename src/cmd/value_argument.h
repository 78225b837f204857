/*
 * Values of keys in arguments. They have the syntax of the plan file; a day can be a word
 * such as "mon" as well.
 */
#ifndef CMD_VALUE_ARGUMENT_H
#define CMD_VALUE_ARGUMENT_H

#include "base/arena.h"
#include <weekplan/error.h>
#include <weekplan/item.h>

struct wp_argument_env {
    struct wp_arena *arena; /* borrowed; for lists */
    wp_day today;
    wp_day week_start; /* "mon" is the Monday of the week that begins on this day */
};

/*
 * Set the value of `key` in `item` to the value that `text` has; see wp_item_parse_value. `due`
 * and `done` take a day as wp_day_parse_word does. `name` is the name of the argument in
 * messages. WP_USAGE for an invalid value, and for a `done` after today.
 */
enum wp_status wp_value_argument_read(struct wp_item *item, enum wp_key key, const char *name,
                                      struct wp_str text, const struct wp_argument_env *env,
                                      struct wp_error *error);

/* Return the default day for `done`: today, or the last day of a week that is over. */
wp_day wp_value_argument_done_day(wp_day today, wp_day week_start);

/* WP_USAGE if `day`, which the argument `name` gives as `value`, is after today. */
enum wp_status wp_value_argument_check_done(wp_day day, wp_day today, const char *name,
                                            struct wp_str value, struct wp_error *error);

/* Return WP_USAGE: the value of the argument `name` is not a day. */
enum wp_status wp_value_argument_bad_day(const char *name, struct wp_str value,
                                         struct wp_error *error);

/* WP_USAGE if another item of the week than `item` has the id. `item` is NULL for a new item.
 * An empty id is valid. */
enum wp_status wp_value_argument_check_id(const struct wp_week *week, const struct wp_item *item,
                                          struct wp_str id, const char *name,
                                          struct wp_error *error);

#endif
