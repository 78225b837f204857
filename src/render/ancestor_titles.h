/*
 * The titles of the items above an item.
 */
#ifndef RENDER_ANCESTOR_TITLES_H
#define RENDER_ANCESTOR_TITLES_H

#include <weekplan/buf.h>
#include <weekplan/item.h>

/* Append the ancestors of an item: "Goal › Subtask", or "Goal › ... › Subtask" if there are
 * more. Nothing for a goal. Long titles are cut. The titles are not made harmless. */
void wp_ancestor_titles(struct wp_buf *buf, const struct wp_item *item, const char *separator);

#endif
