/*
 * Days, counts and differences in words, the same in every format that people read.
 *
 * The names of days and months for people are here, and only here: a translation changes
 * this file and nothing else. The names in plan/calendar are those of file formats and
 * protocols (the configuration, `Date:` of a letter, OnCalendar of systemd) and stay
 * English. Words are UTF-8, whatever the locale is.
 */
#ifndef RENDER_WORDS_H
#define RENDER_WORDS_H

#include <weekplan/history.h>
#include <weekplan/view.h>

/* Return "Monday". */
const char *wp_words_weekday(enum wp_weekday weekday);

/* Return "Jan" for month 1. */
const char *wp_words_month_short(int month);

/* Append the seven days of a week: "Sun 4 – Sat 10 August 2019". `dash` is put between
 * the days. Month and year of the first day are left out if they are those of the last. */
void wp_words_week(struct wp_buf *buf, wp_day start, const char *dash);

/* Append a span of days in the format of wp_words_week. */
void wp_words_days(struct wp_buf *buf, wp_day first_day, wp_day last_day, const char *dash);

/* Append "Fri 9 August 2019". */
void wp_words_date(struct wp_buf *buf, wp_day day);

/* Append "9 August 2019". */
void wp_words_long_date(struct wp_buf *buf, wp_day day);

/* Append "9 Aug", or "9 Aug 2019" if the day is not in `year`; 0 for no year. */
void wp_words_short_date(struct wp_buf *buf, wp_day day, int year);

/* Append "Fri" for a day of the week that begins on `week_start`; else "9 Aug", with the
 * year if it differs from that of `week_start`. */
void wp_words_day(struct wp_buf *buf, wp_day day, wp_day week_start);

/* Append "day 3 of 7", "last week" or "in 2 weeks". */
void wp_words_weeks_away(struct wp_buf *buf, const struct wp_view *view);

/* Append the day beside a title: "due Fri", "due today", "2 days late", "Mon". Nothing for
 * WP_WHEN_NONE. If `today` is WP_NO_DAY, no day is called today or tomorrow. */
void wp_words_when(struct wp_buf *buf, const struct wp_row *row, wp_day week_start, wp_day today);

/* Append "2 days late"; nothing for 0 days. */
void wp_words_late(struct wp_buf *buf, uint32_t days);

/* Append the counts beside a bar: "2/6", "15/17 units"; nothing for a percentage. The unit
 * is text of the plan and not made harmless. */
void wp_words_counts(struct wp_buf *buf, const struct wp_row *row);

/* Append "2 of 9 done · 1 dropped" with `separator` between the two. */
void wp_words_tally(struct wp_buf *buf, const struct wp_progress *progress, const char *separator);

/* Append a sentence about a week with nothing planned, all done or all dropped; nothing
 * for other weeks. It may contain view->recording, which is not made harmless. */
void wp_words_summary(struct wp_buf *buf, const struct wp_view *view);

/* Append the ancestors of an item: "Goal › Subtask", or "Goal › ... › Subtask" if there are
 * more. Nothing for a goal. Long titles are cut. The titles are not made harmless. */
void wp_words_above(struct wp_buf *buf, const struct wp_item *item, const char *separator);

/* Append the percentages of all weeks: "50%, off, no plan, 80%". */
void wp_words_weeks(struct wp_buf *buf, const struct wp_history *history);

/* Append tenths of a percent or of a point without sign and unit: "12", "3.2". */
void wp_words_tenths(struct wp_buf *buf, int32_t tenths);

/* Append a difference in tenths of a point with its sign: "+12", "−3.2", "±0"; in ASCII
 * "+12", "-3.2", "0". */
void wp_words_difference(struct wp_buf *buf, int32_t tenths, bool ascii);

/* Append a difference in tenths of a point without its sign: "12 points", "1 point". */
void wp_words_points(struct wp_buf *buf, int32_t tenths);

/* Make the text from offset `begin` on a sentence: a capital letter and a full stop.
 * No-op on an empty text. */
void wp_words_sentence(struct wp_buf *buf, size_t begin);

#endif
