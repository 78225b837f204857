/*
 * Progress in words, the same in every format that people read: counts, percentages of
 * several weeks, differences, and a sentence about a week.
 */
#ifndef RENDER_PROGRESS_WORDS_H
#define RENDER_PROGRESS_WORDS_H

#include <weekplan/history.h>
#include <weekplan/view.h>

/* Append the counts beside a bar: "2/6", "15/17 units"; nothing for a percentage. The unit
 * is text of the plan and not sanitized. */
void wp_progress_words_counts(struct wp_buf *buf, const struct wp_row *row);

/* Append what an item has come to: "2 of 9 done · 1 dropped" with `separator` between the two. */
void wp_progress_words_tally(struct wp_buf *buf, const struct wp_progress *progress,
                             const char *separator);

/* Append how much of the week is done: "1 of 4 goals · 6 of 13 done" with `separator` between
 * the two. Goals are left out if none has subtasks: the two counts are the same. Nothing for a
 * week in which nothing counts. */
void wp_progress_words_week_done(struct wp_buf *buf, const struct wp_view *view,
                                 const char *separator);

/* Append wp_progress_words_week_done, and "1 dropped". */
void wp_progress_words_week_tally(struct wp_buf *buf, const struct wp_view *view,
                                  const char *separator);

/* Append a sentence about a week with nothing planned, all done or all dropped; nothing
 * for other weeks. It may contain view->add_command, which is not sanitized. */
void wp_progress_words_summary(struct wp_buf *buf, const struct wp_view *view);

/* Append the percentages of all weeks: "50%, off, no plan, 80%". */
void wp_progress_words_weeks(struct wp_buf *buf, const struct wp_history *history);

/* Append tenths of a percent or of a point without sign and unit: "12", "3.2". */
void wp_progress_words_tenths(struct wp_buf *buf, int32_t tenths);

/* Append a difference in tenths of a point with its sign: "+12", "−3.2", "±0"; in ASCII
 * "+12", "-3.2", "0". */
void wp_progress_words_difference(struct wp_buf *buf, int32_t tenths, bool ascii);

/* Append a difference in tenths of a point without its sign: "12 points", "1 point". */
void wp_progress_words_points(struct wp_buf *buf, int32_t tenths);

#endif
