/*
 * An item in a message: its name, why it is done or dropped, why it cannot get subtasks.
 */
#ifndef CMD_DESCRIBE_ITEM_H
#define CMD_DESCRIBE_ITEM_H

#include "cmd/context.h"

/* Append the path and the title of an item, "1.2 Round 3"; "the week" or "the list for
 * later" for the root. */
void wp_describe_item(struct wp_buf *out, const struct wp_context *context,
                      const struct wp_item *item);

/* Append why an item is done or dropped, and the command that reopens it: "1.2 is done because 1
 * is (weekplan reopen 1)". */
void wp_describe_item_state(struct wp_buf *out, const struct wp_context *context,
                            const struct wp_item *item);

/* Append why an item cannot get subtasks from another week: "1 Report is done here". `where` is
 * "here" or "there". */
void wp_describe_item_blocker(struct wp_buf *out, const struct wp_context *context,
                              const struct wp_item *item, const char *where);

#endif
