/*
 * Compute the change, the mean and the streak of several weeks, from the rounded percentages that
 * are printed. docs/plan-format.md has the rules.
 */
#ifndef PLAN_TREND_H
#define PLAN_TREND_H

#include <weekplan/history.h>

/* Return whether no streak continues from the row `week` to the next row `next`: `week` has not
 * reached the goal, or a week between both has no document. */
bool wp_trend_breaks(const struct wp_history_week *week, const struct wp_history_week *next,
                     wp_day today, int32_t goal);

/* Fill `missing`, `before`, `mean` and `streak` of `count` rows, the oldest first. Return whether
 * no row ends a streak, so that a streak may have begun before the first row. */
bool wp_trend_follow(struct wp_history_week *weeks, size_t count, wp_day today, int32_t goal);

/* Fill `missing`, `mean`, `best` and `streak` of a history with at least one row. */
void wp_trend_sum_up(struct wp_history *history, wp_day until);

#endif
