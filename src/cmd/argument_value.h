/*
 * Values as arguments give them: by the rules of the plan format, and a day in
 * words too.
 */
#ifndef CMD_ARGUMENT_VALUE_H
#define CMD_ARGUMENT_VALUE_H

#include "base/arena.h"
#include <weekplan/error.h>
#include <weekplan/item.h>

/* What reading an argument needs to know. */
struct wp_argument_env {
    struct wp_arena *arena; /* owns lists; borrowed */
    wp_day today;
    wp_day week_start; /* of the week that `mon` is in */
};

/*
 * Makes `item` say for `key` what `text` means; see wp_item_parse_value. `due` and
 * `done` take a day in words (see wp_day_parse_word). `name` is what messages
 * call the argument. A `done` that is still to come is refused. WP_USAGE,
 * WP_NO_MEMORY.
 */
enum wp_status wp_argument_value_read(struct wp_item *item, enum wp_key key, const char *name,
                                      struct wp_str text, const struct wp_argument_env *env,
                                      struct wp_error *error);

/* Return the day on which something was done that is recorded now: today, in a week
 * that is over its last day. */
wp_day wp_done_day(wp_day today, wp_day week_start);

/* WP_USAGE when `day`, given as `value` of `name`, is still to come: nothing was done
 * on it. */
enum wp_status wp_check_done_day(wp_day day, wp_day today, const char *name, struct wp_str value,
                                 struct wp_error *error);

/* WP_USAGE: the value of `name` should be a day. */
enum wp_status wp_argument_value_bad_day(const char *name, struct wp_str value,
                                         struct wp_error *error);

/* WP_USAGE when `id`, given for `item` (NULL for a new one), is that of another
 * item of the week. An empty one is no id. */
enum wp_status wp_argument_value_check_id(const struct wp_week *week, const struct wp_item *item,
                                          struct wp_str id, const char *name,
                                          struct wp_error *error);

#endif
