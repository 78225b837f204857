/*
 * Compute the percentage of an item: the weighted mean of its subtasks. The weight of an item is
 * its `weight:`, else the sum of the weights of its subtasks, else 1. docs/plan-format.md has the
 * rules.
 */
#ifndef WEEKPLAN_PROGRESS_H
#define WEEKPLAN_PROGRESS_H

#include <weekplan/item.h>

/*
 * Fill the member `progress` of `root` and of all items below it, subtasks before their parents.
 * wp_plan_find and the other functions that load a week call wp_progress_roll_up.
 *
 * A fraction is a fixed-point number with 63 bits after the point, rounded down. Each level of
 * nesting loses less than 2^-63. Sums have 128 bits.
 */
void wp_progress_roll_up(struct wp_item *root);

/*
 * Return the percentage to print, in tenths of a percent (0 to 1000), or -1 if no leaf counts.
 * Round half up. Return 1000 only if all leaves that count are done, and 0 only if all of them
 * are at 0%. Because fractions are rounded down, a value that is less than 2^-56 below a tie is
 * rounded up too: 1.45% is printed as 1.5%.
 */
int wp_progress_percent(const struct wp_progress *progress);

/* Return the progress that a week would have if no item had been deferred to a later week: a
 * deferred item counts as if it were not dropped. `root` is the root of the week. */
struct wp_progress wp_progress_with_deferred(const struct wp_item *root);

/* Whether an item is dropped, and at least one of its leaves was deferred to a later week. */
static inline bool wp_progress_is_deferred(const struct wp_progress *progress)
{
    return progress->state == WP_DROPPED && progress->deferred > 0;
}

/* Numbers of goals of a week. A dropped goal does not count. */
struct wp_goal_counts {
    uint32_t done;  /* number of goals whose state is done */
    uint32_t total; /* number of goals that count */
    /* whether a goal that counts has subtasks, so that leaves and goals have different numbers */
    bool split;
};

/* Count the goals of a week, of which `root` is the root. */
struct wp_goal_counts wp_progress_count_goals(const struct wp_item *root);

/* Append a percentage as "36.4%" or "40%". Append "–", or "-" if `ascii`, for -1. */
void wp_progress_format_percent(struct wp_buf *buf, int percent_tenths, bool ascii);

/* Parse a percentage from 0% to 100% with at most one digit after the point: "79.5%". */
bool wp_progress_parse_percent(struct wp_str text, int *percent_tenths);

#endif
