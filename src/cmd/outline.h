/*
 * An outline as people type it, for `add -`: one title a line, nested by
 * indentation, with bullets and boxes.
 *
 *     - Cloud course
 *         - [x] Sign up
 *         - First lecture
 */
#ifndef CMD_OUTLINE_H
#define CMD_OUTLINE_H

#include "base/arena.h"
#include <weekplan/error.h>
#include <weekplan/item.h>

/*
 * Reads the outline into items that live in `arena` and borrow from `text`;
 * *first is NULL for an empty outline. A tab leads to the next eighth column.
 * WP_USAGE for a line that has no title or is not UTF-8, and for more levels
 * than `levels`.
 */
enum wp_status wp_outline_read(struct wp_arena *arena, struct wp_str text, unsigned levels,
                               struct wp_item **first, struct wp_error *error);

#endif
