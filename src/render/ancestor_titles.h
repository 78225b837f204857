/*
 * The titles of the items above an item.
 */
#ifndef RENDER_ANCESTOR_TITLES_H
#define RENDER_ANCESTOR_TITLES_H

#include <weekplan/buf.h>
#include <weekplan/item.h>

/* Append the titles of an item's ancestors: "Goal › Subtask", or "Goal › … › Subtask" if there
 * are more than two. Append nothing for a goal. Long titles are cut. The titles are text of the
 * plan and not escaped. */
void wp_ancestor_titles(struct wp_buf *buf, const struct wp_item *item, bool ascii);

#endif
