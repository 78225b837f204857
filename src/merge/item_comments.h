/*
 * The comments of an item in two versions of a week, to see whether somebody has worked on them.
 */
#ifndef MERGE_ITEM_COMMENTS_H
#define MERGE_ITEM_COMMENTS_H

#include <weekplan/item.h>

/* Whether an item has the same comments in two weeks, without those of its subtasks. The item must
 * not be a root. */
bool wp_item_comments_equal(const struct wp_week *first_week, const struct wp_item *first,
                            const struct wp_week *second_week, const struct wp_item *second);

#endif
