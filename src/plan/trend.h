/*
 * What several weeks come to together: change, mean and streak. Everything is
 * said about the figures that are shown; docs/plan-format.md has the rules.
 */
#ifndef PLAN_TREND_H
#define PLAN_TREND_H

#include <weekplan/history.h>

/* Whether no streak goes on from before `week` to `next`, the week after it: because
 * of its figure, or because weeks between them had no plan. */
bool wp_trend_breaks(const struct wp_history_week *week, const struct wp_history_week *next,
                     wp_day today, int32_t goal);

/*
 * Fills in `missing`, `before`, `mean` and `streak` of `count` weeks, the oldest
 * first, of which all else is known. Returns whether a streak at their end may
 * have begun before them: nothing among them has ended one.
 */
bool wp_trend_follow(struct wp_history_week *weeks, size_t count, wp_day today, int32_t goal);

/* Fills in what the history says of all its weeks together, but streak_open:
 * `missing`, `mean`, `best`, `streak`. */
void wp_trend_sum_up(struct wp_history *history, wp_day until);

#endif
