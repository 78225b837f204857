/*
 * Compute the change, the mean and the streak of several weeks, from the rounded percentages that
 * are printed. docs/plan-format.md has the rules.
 */
#ifndef PLAN_HISTORY_SUMS_H
#define PLAN_HISTORY_SUMS_H

#include <weekplan/history.h>

/* Return whether no streak continues from the row `week` to the next row `next`: the percentage of
 * `week` is below `goal`, in tenths, or a week between both has no document. */
bool wp_history_sums_breaks_streak(const struct wp_history_week *week,
                                   const struct wp_history_week *next, wp_day today, int32_t goal);

/* Fill `missing`, `before`, `mean` and `streak` of `count` rows, the oldest first. `goal` is the
 * percentage that a week of a streak has reached, in tenths. Return whether no row ends a streak,
 * so that a streak may have begun before the first row. */
bool wp_history_sums_follow(struct wp_history_week *weeks, size_t count, wp_day today,
                            int32_t goal);

/* Fill `missing`, `mean`, `best` and `streak` of a history with at least one row. Count only the
 * weeks that are over on the day `until`. */
void wp_history_sums_complete(struct wp_history *history, wp_day until);

#endif
