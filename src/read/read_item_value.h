/*
 * Read the value of a key from its scalar, and report what is wrong with it. The key decides
 * the type, never YAML's guess: `title: yes` is text, `done: yes` is an error.
 */
#ifndef READ_READ_ITEM_VALUE_H
#define READ_READ_ITEM_VALUE_H

#include "base/arena.h"
#include "yaml/node_reader.h"
#include <weekplan/item.h>

/* A week that is being read. */
struct wp_reading {
    struct wp_node_reader nodes;
    struct wp_arena *arena; /* of the week */
    struct wp_week *week;
};

/* Set the value of `key` in `item`. For a key of the week `item` is the root. No-op for an
 * empty value, which is reported if the key must have one. */
void wp_item_value_read(struct wp_reading *reading, struct wp_item *item, enum wp_key key,
                        const struct wp_event *scalar);

/* Set the title of an item that is a scalar: `- Write it down`. */
void wp_item_value_read_title(struct wp_reading *reading, struct wp_item *item,
                              const struct wp_event *scalar);

/* Return the text of a scalar, which lives as long as the week. Warn of a `#` right before a
 * word, which makes the rest of the line a comment. */
struct wp_str wp_item_value_string(struct wp_reading *reading, const struct wp_event *scalar);

/* Return the first day of the week that `value` names, or WP_NO_DAY if it is neither a day
 * nor an ISO week. */
wp_day wp_item_value_week_start(struct wp_str value);

#endif
