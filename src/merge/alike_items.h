/*
 * Whether two items may be the same one, renamed: "Run" and "Run twice", but not "Run" and "Swim".
 */
#ifndef MERGE_ALIKE_ITEMS_H
#define MERGE_ALIKE_ITEMS_H

#include <weekplan/item.h>

/*
 * Whether the titles are alike, or the items have the same note, links or progress.
 *
 * Titles are alike if more than half of the words of the shorter title are in the other one, or if
 * few edits make one of the other (see wp_edit_distance_is_near), and both have five bytes or more.
 * Titles with different numbers are not alike: "Chapter 1" and "Chapter 2" are two items.
 */
bool wp_alike_items(const struct wp_item *a, const struct wp_item *b);

#endif
