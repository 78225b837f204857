/*
 * The result of a change, on standard output: the items, then the percentages of their goals
 * and of the week.
 *
 *     ✓ 1.2.3 Round 3   capstone 33.3% → 50%, week 36.4% → 45.5%
 */
#ifndef CMD_PRINT_CHANGE_H
#define CMD_PRINT_CHANGE_H

#include "cmd/context.h"

/* Items of a week that are printed because they are new in it. */
enum wp_arrivals {
    WP_ARRIVALS_NONE,
    WP_ARRIVALS_TOP, /* without the items below them */
    WP_ARRIVALS_ALL
};

enum wp_week_line {
    WP_WEEK_LINE,       /* the percentage of the week */
    WP_WEEK_LINE_DATED, /* the same; a week other than this week has its days */
    WP_WEEK_LINE_NONE
};

/* What wp_print_change prints. */
struct wp_printed {
    /* Of the week after the change, or its root. Two or more items have a line each. */
    const struct wp_item *const *items;
    size_t count;

    /* Set of keys (see WP_KEY_BIT) of a single item, which are printed with their values:
     * "◐ 2 Curriculum   weight 2, due Fri 9 August 2019, week 56% → 58.3%". */
    unsigned keys;

    /* A single item that was moved, in the week before the change; else NULL:
     * "○ 1.2 Round 3   was 3, capstone 50% → 33.3%, week 36.4%". */
    const struct wp_item *was;

    /* The items are of the week before the change, and were removed from it. */
    bool removed;

    /* New items, each on a line: "◐ 2 Curriculum   carried ×2". */
    enum wp_arrivals arrivals;

    enum wp_week_line week_line;
};

/* Print the result of a change. `before` is NULL for a new week. `what` is NULL for the
 * percentage of the week alone. Append the names of the items to context->subject, for the
 * undo log. */
void wp_print_change(struct wp_context *context, const struct wp_week *before,
                     const struct wp_week *after, const struct wp_printed *what);

/* Print that an item is not changed, and why: "1.2 Round 3 is done already". */
void wp_print_change_none(struct wp_context *context, const struct wp_item *item, const char *why);

#endif
