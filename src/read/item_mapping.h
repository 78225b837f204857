/*
 * Read the mapping of an item, with its values and all items below it.
 */
#ifndef READ_ITEM_MAPPING_H
#define READ_ITEM_MAPPING_H

#include "read/week_builder.h"

/* Read a mapping into `item`, for the week into its root. `where` is WP_ON_WEEK, WP_ON_GOAL
 * or WP_ON_SUBTASK; `opening` is the event that has begun the mapping. Stop at a `week:` that
 * is not wanted. */
enum wp_status wp_item_mapping_read(struct wp_week_builder *b, struct wp_item *item, unsigned where,
                                    const struct wp_event *opening);

#endif
