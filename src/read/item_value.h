/*
 * The value of a key, from its scalar. The key decides the type, never YAML's
 * guess: `title: yes` is text, `done: yes` is an error.
 */
#ifndef READ_ITEM_VALUE_H
#define READ_ITEM_VALUE_H

#include "base/arena.h"
#include "base/utf8.h"
#include "yaml/parser.h"
#include <weekplan/item.h>

/* What reading a document's values needs to know. All borrowed. */
struct wp_reading {
    const struct wp_document *text;
    struct wp_problems *problems;
    struct wp_arena *arena;
    struct wp_week *week;
    bool out_of_memory; /* sticky */
};

/* Reads `scalar` as the value of `key` into `item` (the root for the keys of
 * the week). An empty value counts as not given. Problems are reported. */
void wp_item_value_read(struct wp_reading *reading, struct wp_item *item, enum wp_key key,
                        const struct wp_event *scalar);

/* Reports that the value of the key `name` cannot be what it is: "NAME: 'VALUE'
 * WHAT". */
void wp_item_value_complain(struct wp_reading *reading, const char *name,
                            const struct wp_event *scalar, const char *what);

/* Reads a scalar that is an item's whole title (`- Write it down`). */
void wp_item_value_read_title(struct wp_reading *reading, struct wp_item *item,
                              const struct wp_event *scalar);

/* The scalar's text, kept as long as the week. Warns when a `#` without a blank
 * behind it has turned the rest of the line into a comment. */
struct wp_str wp_item_value_string(struct wp_reading *reading, const struct wp_event *scalar);

/* Reads `week:` alone; WP_NO_DAY when it is neither a day nor an ISO week. */
wp_day wp_item_value_week_start(struct wp_str value);

#endif
