/*
 * Days, spans of days and counts in words, the same in every format that people
 * read. English, whatever the locale.
 */
#ifndef REPORT_WORDS_H
#define REPORT_WORDS_H

#include <weekplan/view.h>

/* "Sun 4 – Sat 10 August 2019", with month and year where they change. `dash`
 * stands between the days. */
void wp_words_week(struct wp_buf *buf, wp_day start, const char *dash);

/* The same from any day to any other. */
void wp_words_days(struct wp_buf *buf, wp_day first_day, wp_day last_day, const char *dash);

/* A day as seen from a week: "Fri" within it, else "9 Aug", with the year where
 * it is another one. */
void wp_words_day(struct wp_buf *buf, wp_day day, wp_day week_start);

/* "day 3 of 7", "last week", "in 2 weeks". */
void wp_words_distance(struct wp_buf *buf, const struct wp_view *view);

/* "due Fri", "due today", "2 days late", "Mon"; nothing without a day. */
void wp_words_when(struct wp_buf *buf, const struct wp_row *row, const struct wp_view *view);

/* What stands beside a bar: "2/6", "15/17 units"; nothing for a percentage. The
 * unit is text of the plan: it is not yet harmless. */
void wp_words_counts(struct wp_buf *buf, const struct wp_row *row);

#endif
