/*
 * The outline that `weekplan add -` reads: one title a line, nested by indentation, with
 * optional bullets and boxes.
 *
 *     - Cloud course
 *         - [x] Sign up
 *         - First lecture
 */
#ifndef CMD_READ_OUTLINE_H
#define CMD_READ_OUTLINE_H

#include "base/arena.h"
#include <weekplan/error.h>
#include <weekplan/item.h>

/* Read the outline into items, the first of which is *first; NULL if the outline is empty.
 * `arena` owns the items; their titles are borrowed from `text`. Tab stops are every 8
 * columns. Return WP_USAGE for a line without a title, a line that is not UTF-8, wrong
 * indentation, or more than `levels` levels. */
enum wp_status wp_read_outline_read(struct wp_arena *arena, struct wp_str text, unsigned levels,
                                    struct wp_item **first, struct wp_error *error);

#endif
