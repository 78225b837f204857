/*
 * Warn of an item that YAML reads as a part of the text above it.
 */
#ifndef READ_SWALLOWED_ITEM_H
#define READ_SWALLOWED_ITEM_H

#include "yaml/node_reader.h"
#include <weekplan/item.h>

/* Warn of a line that begins with '- ' in a plain scalar, which continues on that line. */
void wp_swallowed_item_warn(const struct wp_node_reader *nodes, const struct wp_event *scalar);

/*
 * Warn of a goal that was appended below a note or a review, if the week ends with the block scalar
 * of that text. Its line has the column of the goals, as after `echo '  - Buy milk' >>plan.yaml`. A
 * list in Markdown looks like this too. So warn only if the line has `title:`, or is the
 * only one and directly below a sentence, where a list has an empty line or a colon above it.
 */
void wp_swallowed_item_warn_at_end(const struct wp_node_reader *nodes, const struct wp_item *root,
                                   const struct wp_event *scalar);

#endif
