/*
 * The percentage of an item. An item weighs 1, or the sum of its counted subtasks, unless it
 * has a `weight:`. Its progress is the weighted mean of its subtasks. docs/plan-format.md has
 * the rules.
 */
#ifndef WEEKPLAN_PROGRESS_H
#define WEEKPLAN_PROGRESS_H

#include <weekplan/item.h>

/*
 * Fill `progress` of `root` and of all items below it, from the leaves up. Loading a week does
 * this.
 *
 * A fraction is a fixed-point number with 63 bits after the point, rounded down. Each level of
 * nesting loses less than 2^-63. Sums have 128 bits.
 */
void wp_progress_roll_up(struct wp_item *root);

/*
 * Return the percentage that is shown, in tenths of a percent (0 to 1000), or -1 if nothing
 * counts. It is rounded half up. It is 1000 only if all counted leaves are done, and 0 only if
 * none has moved. A value that is less than 2^-56 below a tie is rounded up too, because
 * fractions are rounded down: 1.45% is shown as 1.5%.
 */
int wp_progress_percent(const struct wp_progress *progress);

/* The goals of a week that count: dropped goals do not. */
struct wp_goal_counts {
    uint32_t done;  /* goals whose state is done */
    uint32_t total; /* goals that count */
    bool split;     /* one of them has subtasks, so leaves are counted otherwise */
};

/* Count the goals of a loaded week. */
struct wp_goal_counts wp_progress_count_goals(const struct wp_item *root);

/* Append "36.4%" or "40%"; "–" ("-" if `ascii`) for -1. */
void wp_progress_format_percent(struct wp_buf *buf, int percent_tenths, bool ascii);

/* Parse a percentage from 0% to 100% with at most one digit after the point. */
bool wp_progress_parse_percent(struct wp_str text, int *percent_tenths);

#endif
