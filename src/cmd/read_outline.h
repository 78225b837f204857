/*
 * Reading the outline on the standard input of `weekplan add -` and `weekplan did -`: a title on
 * each line, subtasks indented, bullets and checkboxes optional.
 *
 *     # Cloud course
 *     - [x] Sign up
 *     - First lecture
 *
 * The lines below a heading are its subtasks. Front matter is skipped.
 */
#ifndef CMD_READ_OUTLINE_H
#define CMD_READ_OUTLINE_H

#include "base/arena.h"
#include <weekplan/error.h>
#include <weekplan/item.h>

/* Read the outline into items. *first is the first of them, NULL for an empty outline. `arena`
 * owns the items. Their titles are borrowed from `text`. Tab stops are every 8 columns.
 *
 * Return WP_USAGE for a line that has no title, is not UTF-8, or is indented to a column of no
 * item above, and for more than `levels` levels. If `all_done` is true, return WP_USAGE also for a
 * checkbox without a tick. */
enum wp_status wp_read_outline_read(struct wp_arena *arena, struct wp_str text, unsigned levels,
                                    bool all_done, struct wp_item **first, struct wp_error *error);

/* Return the column in which the text of the line begins. Tab stops are every 8 columns. */
size_t wp_read_outline_column(struct wp_str line);

#endif
