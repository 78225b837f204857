/*
 * The percentage. One rule: an item weighs 1, or as much as its counted
 * subtasks together; `weight:` says otherwise. Progress is the weighted mean.
 * docs/plan-format.md has the whole of it.
 */
#ifndef WEEKPLAN_PROGRESS_H
#define WEEKPLAN_PROGRESS_H

#include <weekplan/item.h>

/*
 * Fills `progress` in every item of the tree under `root`, from the leaves up.
 * Loading a week does this already.
 *
 * A fraction is a fixed-point number with 63 bits after the point, always
 * rounded down; each level of nesting loses less than one unit of 2^-63. Sums
 * are kept in 128 bits.
 */
void wp_progress_roll_up(struct wp_item *root);

/*
 * The figure that people see, in tenths of a percent (0 to 1000), or -1 when
 * there is nothing to count. Half-up; never 1000 unless all counted leaves are
 * done, never 0 once one has moved. A value that is less than 2^-56 below a
 * tie counts as the tie, which is what makes 1.45% come out as 1.5%: no plan
 * that a person writes has a figure that close to a tie without being one.
 */
int wp_progress_percent(const struct wp_progress *progress);

/* "36.4%", "40%"; "–" ("-" in ASCII) for -1. */
void wp_progress_format_percent(struct wp_buf *buf, int tenths, bool ascii);

/* Reads such a figure: a percentage with one digit behind the point at most. */
bool wp_progress_parse_percent(struct wp_str text, int *tenths);

#endif
