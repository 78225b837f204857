/*
 * The items that `add` and `did` append to a list of the week. They are one item with a title in
 * the arguments, or several items of an outline on standard input.
 */
#ifndef CMD_NEW_ITEMS_H
#define CMD_NEW_ITEMS_H

#include "cmd/locked_plan.h"
#include "cmd/read_outline.h"
#include "os/input_file.h"

struct wp_new_items {
    struct wp_arena *arena;       /* owned; memory of the items */
    struct wp_buf title;          /* owned; title of a single item */
    struct wp_input_file outline; /* owned; outline of several items */
    struct wp_item *first;        /* the first item; its siblings are the other items */
};

/*
 * Read the items of the command line: the title and the options of one item, without its days, or,
 * if the only argument is "-", the outline on standard input. `for_outline` is the one option of
 * the command that may be given with an outline. `also` is whether the items are for the list
 * `also:`, whose items are done and have no subtasks. Free `items` with wp_new_items_free, whatever
 * is returned.
 */
enum wp_status wp_new_items_read(struct wp_new_items *items, const struct wp_context *context,
                                 enum wp_option_id for_outline, bool also, struct wp_error *error);

/* Read those options of the command line whose values are days of the week from `week_start` on,
 * and set their keys in the first item. */
enum wp_status wp_new_items_read_days(struct wp_new_items *items, const struct wp_context *context,
                                      wp_day week_start, struct wp_error *error);

/* Print the items that the change has appended to the goals, subtasks or `also:` of `parent`, with
 * all items below them, and the values of the options for progress, weight, day and tags. `parent`
 * is of the week before the change, or a root of change->new_week. Return the first of these items.
 */
const struct wp_item *wp_new_items_print(struct wp_locked_plan *change,
                                         const struct wp_item *parent);

void wp_new_items_free(struct wp_new_items *items);

#endif
