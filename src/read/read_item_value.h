/*
 * Read the value of a key of an item from a scalar, and report errors. The key alone decides the
 * type: `title: yes` is the text "yes", `done: yes` is an error.
 */
#ifndef READ_READ_ITEM_VALUE_H
#define READ_READ_ITEM_VALUE_H

#include "base/arena.h"
#include "yaml/node_reader.h"
#include <weekplan/item.h>

/* A week, while its document is read. */
struct wp_reading {
    struct wp_node_reader nodes;
    struct wp_arena *arena; /* the arena of `week` */
    struct wp_week *week;
};

/* Set the value of `key` in `item`; for a key of the week, `item` is the root. Report a value that
 * is not valid. An empty value is ignored, but reported if the key is `week` or `title`. */
void wp_item_value_read(struct wp_reading *reading, struct wp_item *item, enum wp_key key,
                        const struct wp_event *scalar);

/* Set the title of an item that is a scalar: `- Write it down`. */
void wp_item_value_read_title(struct wp_reading *reading, struct wp_item *item,
                              const struct wp_event *scalar);

/* Return the text of a scalar; the text lives as long as the week. Warn of a comment after the
 * scalar such as `#12`, which was most likely meant as text. */
struct wp_str wp_item_value_string(struct wp_reading *reading, const struct wp_event *scalar);

/* Return the first day of the week that `value` names, or WP_NO_DAY if `value` is neither a day nor
 * an ISO week. */
wp_day wp_item_value_week_start(struct wp_str value);

#endif
