/*
 * Read an item that is a YAML mapping: its keys, its values, and its subtasks.
 */
#ifndef READ_ITEM_MAPPING_H
#define READ_ITEM_MAPPING_H

#include "read/week_build_state.h"

/* Read a mapping into `item`. The mapping of a week is read into the root of the week. `where` is
 * WP_ON_DOCUMENT, WP_ON_GOAL, WP_ON_SUBTASK or WP_ON_ALSO. `opening` is the event that begins the
 * mapping. If b->wanted is not NULL, stop after a `week:` outside b->wanted, or at `later:`, and
 * set b->unwanted. */
enum wp_status wp_item_mapping_read(struct wp_week_build_state *b, struct wp_item *item,
                                    unsigned where, const struct wp_event *opening);

#endif
