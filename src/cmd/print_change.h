/*
 * Printing what a change has done: the changed items, then the percentages of their goals and of
 * the week before and after.
 *
 *     ✓ 1.2.3 Round 3   capstone 33.3% → 50%, week 36.4% → 45.5%
 */
#ifndef CMD_PRINT_CHANGE_H
#define CMD_PRINT_CHANGE_H

#include "cmd/context.h"

/* Which new items of a week are printed in the result. */
enum wp_arrivals {
    WP_ARRIVALS_NONE,
    WP_ARRIVALS_TOP, /* new items without the items below them */
    WP_ARRIVALS_ALL
};

enum wp_week_line {
    WP_WEEK_LINE,       /* print the percentage of the week; of the list for later, its length */
    WP_WEEK_LINE_DATED, /* print the percentage, and the days of a week that is not the current one
                         */
    WP_WEEK_LINE_NONE
};

/* What wp_print_change prints besides the percentages. */
struct wp_printed {
    /* Changed items, of the week after the change. If there are several, each is printed on a
     * line. */
    const struct wp_item *const *items;
    size_t count;

    /* Keys whose values are printed, a set of WP_KEY_BIT: "◐ 2 Curriculum   weight 2, due Fri
     * 9 August 2019, week 56% → 58.3%". Values that all items have are printed once. */
    unsigned keys;

    /* If each item has keys of its own whose values are printed: a set for each item, and `keys` is
     * not used; else NULL. */
    const unsigned *own_keys;

    /* If the items were moved, the items before the change, as many as `items`; else NULL: "○ 1.2
     * Round 3   was 3, capstone 50% → 33.3%, week 36.4%". */
    const struct wp_item *const *was;

    /* whether `items` were removed by the change, and are items of the week before the change */
    bool removed;

    /* Every item of the week is a new one for `arrivals`. */
    bool all_new;

    /* Whether new items may be anywhere in the week, so that goals are paired by their ids and
     * titles in the JSON, and their percentages are not printed. */
    bool new_anywhere;

    /* New items that are printed, each on a line: "◐ 2 Curriculum   carried ×2". */
    enum wp_arrivals arrivals;

    enum wp_week_line week_line;

    /* If it has several items: an item or root whose items are printed after the result, in their
     * new order; else NULL. */
    const struct wp_item *list;
};

/* Print the result of a change. `before` is NULL for a new week. If `what` is NULL, print only
 * the percentage of the week. Append the names of the items to context->subject, for the undo
 * log. */
void wp_print_change(struct wp_context *context, const struct wp_week *before,
                     const struct wp_week *after, const struct wp_printed *what);

/* Note in the JSON that the change has removed a week or the list for later. */
void wp_print_change_week_removed(struct wp_context *context, const struct wp_week *before);

/* Print that the change has nothing to do, and why: "1.2 Round 3 is done already". */
void wp_print_change_none(struct wp_context *context, const struct wp_item *item, const char *why);

/* Print that the change has nothing to do, because the item is put off already, to which week, and
 * how to move it to another one. */
void wp_print_change_put_off(struct wp_context *context, const struct wp_item *item);

#endif
