/*
 * Days, weeks and due days in words, the same in every format that people read. The names of
 * days and months are in plan/day_names. Words are UTF-8, whatever the locale is.
 */
#ifndef RENDER_DATE_WORDS_H
#define RENDER_DATE_WORDS_H

#include <weekplan/view.h>

/* Append the seven days of a week: "Sun 4 – Sat 10 August 2019". `dash` is put between
 * the days. Month and year of the first day are left out if they are those of the last. */
void wp_date_words_week(struct wp_buf *buf, wp_day start, const char *dash);

/* Append a span of days in the format of wp_date_words_week. */
void wp_date_words_days(struct wp_buf *buf, wp_day first_day, wp_day last_day, const char *dash);

/* Append "Fri 9 August 2019". */
void wp_date_words_date(struct wp_buf *buf, wp_day day);

/* Append "9 August 2019". */
void wp_date_words_long_date(struct wp_buf *buf, wp_day day);

/* Append "9 Aug", or "9 Aug 2019" if the day is not in `year`; 0 for no year. */
void wp_date_words_short_date(struct wp_buf *buf, wp_day day, int year);

/* Append "Fri" for a day of the week that begins on `week_start`; else "9 Aug", with the
 * year if it differs from that of `week_start`. */
void wp_date_words_day(struct wp_buf *buf, wp_day day, wp_day week_start);

/* Append "day 3 of 7", "last week" or "in 2 weeks". */
void wp_date_words_weeks_away(struct wp_buf *buf, const struct wp_view *view);

/* Append the day beside a title: "due Fri", "due today", "2 days late", "Mon". Nothing for
 * WP_WHEN_NONE. If `today` is WP_NO_DAY, no day is called today or tomorrow. */
void wp_date_words_when(struct wp_buf *buf, const struct wp_row *row, wp_day week_start,
                        wp_day today);

/* Append "2 days late"; nothing for 0 days. */
void wp_date_words_late(struct wp_buf *buf, uint32_t days);

#endif
