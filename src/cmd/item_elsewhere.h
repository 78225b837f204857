/*
 * A message for a REF that names no item of the selected week, but an open item on the list for
 * later or in the week before.
 */
#ifndef CMD_ITEM_ELSEWHERE_H
#define CMD_ITEM_ELSEWHERE_H

#include "cmd/context.h"
#include <weekplan/item.h>

/* If the REF is the id, the title, or the beginning of words of exactly one open item on the list
 * for later, or of the week before `week`, append where the item is: "no item is called 'fence'
 * here, but 1 Paint the fence is on the list for later (-w later)". For the list for later, look in
 * the current week instead. Return whether there is such an item. False if the plan is standard
 * input, or cannot be read. */
bool wp_item_elsewhere_put(struct wp_buf *text, const struct wp_context *context,
                           const struct wp_week *week, const char *ref);

#endif
