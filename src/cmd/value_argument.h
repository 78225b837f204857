/*
 * Arguments of the command line that are values of keys. They have the syntax of the plan file,
 * and a day can also be a word such as "mon".
 */
#ifndef CMD_VALUE_ARGUMENT_H
#define CMD_VALUE_ARGUMENT_H

#include "base/arena.h"
#include "cmd/context.h"
#include <weekplan/error.h>
#include <weekplan/item.h>

struct wp_argument_env {
    struct wp_arena *arena; /* borrowed; memory for lists */
    wp_day today;
    /* first day of the week in which "mon" to "sun" are; WP_NO_DAY for the list for later, where
     * they are the next of these days */
    wp_day week_start;
    bool followed; /* whether words follow the value that may have been meant for it */
};

/*
 * Parse `text` as the value of `key` and set it in `item` (see wp_item_parse_value). `due` and
 * `done` also accept the words of wp_day_parse_word. `name` is the name of the argument in
 * messages. A tag is stored without the '#' before it. Return WP_USAGE for a value that is not
 * valid, for a `done` after today, and for a `due` that is the name of a weekday that is over in
 * the current week.
 */
enum wp_status wp_value_argument_read(struct wp_item *item, enum wp_key key, const char *name,
                                      struct wp_str text, const struct wp_argument_env *env,
                                      struct wp_error *error);

/* Return WP_USAGE if the number at the beginning of `text` has a decimal comma. The message has the
 * text with a point. */
enum wp_status wp_value_argument_check_point(const char *name, struct wp_str text,
                                             struct wp_error *error);

/* Return the day that `done` has by default: today, or the last day of a week that is over. */
wp_day wp_value_argument_done_day(wp_day today, wp_day week_start);

/* Set *day to the day of --on, or, if the command line does not have it, to the day that `done` has
 * by default. Return WP_USAGE for a value that is not a day, and for a day after today. */
enum wp_status wp_value_argument_read_on(wp_day *day, const struct wp_context *context,
                                         wp_day week_start, struct wp_error *error);

/* Return WP_USAGE if another item of the week has the id. `item` is the item that gets the id,
 * NULL for a new one. An empty id is always allowed. */
enum wp_status wp_value_argument_check_id(const struct wp_week *week, const struct wp_item *item,
                                          struct wp_str id, const char *name,
                                          struct wp_error *error);

#endif
