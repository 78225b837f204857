/*
 * Progress in words: counts, percentages, differences, and a sentence about a week. All formats
 * that people read use them.
 */
#ifndef RENDER_PROGRESS_WORDS_H
#define RENDER_PROGRESS_WORDS_H

#include <weekplan/history.h>
#include <weekplan/view.h>

/* Append the counts of a row, which are printed beside its bar: "2/6" or "15/17 units". Append
 * nothing for a percentage. The unit is text of the plan and not sanitized. */
void wp_progress_words_counts(struct wp_buf *buf, const struct wp_row *row);

/* Append how many goals of the list for later are open: "7 things for later". `root` is the root of
 * the list. */
void wp_progress_words_later(struct wp_buf *buf, const struct wp_item *root);

/* Append how many items below an item are done, dropped and put off: "2 of 9 done · 1 dropped · 1
 * put off". `separator` is between the counts. */
void wp_progress_words_tally(struct wp_buf *buf, const struct wp_progress *progress,
                             const char *separator);

/* Append the number of items of `also:`, "9 besides". Append `separator` before it if the text from
 * offset `begin` on is not empty. Append nothing for 0. */
void wp_progress_words_besides(struct wp_buf *buf, size_t begin, uint32_t count,
                               const char *separator);

/* Append how many goals and items of a week are done, and how many items were done besides the
 * plan: "1 of 4 goals · 6 of 13 done · 9 besides". `separator` is between the counts. The goals are
 * left out if no goal has subtasks, because both counts are equal then. */
void wp_progress_words_week_done(struct wp_buf *buf, const struct wp_view *view,
                                 const char *separator);

/* Append the counts of wp_progress_words_week_done and the numbers of dropped items: "1 dropped",
 * "1 put off". */
void wp_progress_words_week_tally(struct wp_buf *buf, const struct wp_view *view,
                                  const char *separator);

/* Append what has become of `dropped` items, of which `deferred` were put off: "dropped", "put off"
 * or "dropped or put off". Append nothing if there are none. */
void wp_progress_words_dropped(struct wp_buf *buf, uint32_t dropped, uint32_t deferred);

/* Append a sentence about a week in which nothing is planned, all is done or all is dropped.
 * Append nothing for any other week. The sentence may have view->add_command, which is not
 * sanitized. */
void wp_progress_words_summary(struct wp_buf *buf, const struct wp_view *view);

/* Append the percentages of all weeks in order: "50%, off, no plan, 80%". */
void wp_progress_words_weeks(struct wp_buf *buf, const struct wp_history *history);

/* Append a number of tenths without sign and unit: "12" or "3.2". */
void wp_progress_words_tenths(struct wp_buf *buf, int32_t tenths);

/* Append a difference with its sign: "+12", "−3.2" or "±0"; in ASCII "+12", "-3.2" or "0". */
void wp_progress_words_difference(struct wp_buf *buf, int32_t tenths, bool ascii);

/* Append a difference without its sign, in words: "12 points" or "1 point". */
void wp_progress_words_points(struct wp_buf *buf, int32_t tenths);

#endif
