/*
 * The change, the mean and the streak of several weeks. They are computed from the percentages
 * that are shown; docs/plan-format.md has the rules.
 */
#ifndef PLAN_TREND_H
#define PLAN_TREND_H

#include <weekplan/history.h>

/* Return whether no streak continues from `week` to `next`, the week after it: `week` ends it,
 * or a week between them has no document. */
bool wp_trend_breaks(const struct wp_history_week *week, const struct wp_history_week *next,
                     wp_day today, int32_t goal);

/* Fill `missing`, `before`, `mean` and `streak` of `count` rows, the oldest first. Return whether
 * a streak at their end may have begun before the first row. */
bool wp_trend_follow(struct wp_history_week *weeks, size_t count, wp_day today, int32_t goal);

/* Fill `missing`, `mean`, `best` and `streak` of a history with at least one row. */
void wp_trend_sum_up(struct wp_history *history, wp_day until);

#endif
