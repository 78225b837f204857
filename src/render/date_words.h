/*
 * Days, weeks and due days in words. All formats that people read use them. The names of days and
 * months are in plan/day_names. The words are UTF-8 in every locale.
 */
#ifndef RENDER_DATE_WORDS_H
#define RENDER_DATE_WORDS_H

#include <weekplan/view.h>

/* Append the first and the last day of a week: "Sun 4 – Sat 10 August 2019". `dash` is the text
 * between the two days. The first day has no month and no year if they are those of the last
 * day. */
void wp_date_words_week(struct wp_buf *buf, wp_day start, const char *dash);

/* Append the first and the last of several days, in the format of wp_date_words_week. */
void wp_date_words_days(struct wp_buf *buf, wp_day first_day, wp_day last_day, const char *dash);

/* Append "Fri 9 August 2019". */
void wp_date_words_date(struct wp_buf *buf, wp_day day);

/* Append "9 August 2019". */
void wp_date_words_long_date(struct wp_buf *buf, wp_day day);

/* Append "9 Aug", or "9 Aug 2019" if the day is not in `year`. Year 0 always appends the year. */
void wp_date_words_short_date(struct wp_buf *buf, wp_day day, int year);

/* Append "Fri" for a day of the week that begins on `week_start`. Append "9 Aug" for another day,
 * with the year if it is not the year of `week_start`. */
void wp_date_words_day(struct wp_buf *buf, wp_day day, wp_day week_start);

/* Append "to the week of 11 Aug" for an item that was put off to the week that begins on `day`,
 * with the year if it is not the year of `week_start`. */
void wp_date_words_deferral(struct wp_buf *buf, wp_day day, wp_day week_start);

/* Append when the week of a view is, seen from today: "day 3 of 7", "last week" or "in 2 weeks". */
void wp_date_words_weeks_away(struct wp_buf *buf, const struct wp_view *view);

/* Append the day that is printed beside a title: "due Fri", "due today", "2 days late", or "Mon"
 * for the day on which the item was done. Append nothing for WP_WHEN_NONE. If `today` is
 * WP_NO_DAY, the words "today" and "tomorrow" are not used. */
void wp_date_words_when(struct wp_buf *buf, const struct wp_row *row, wp_day week_start,
                        wp_day today);

/* Append "2 days late", or nothing for 0 days. */
void wp_date_words_late(struct wp_buf *buf, uint32_t days);

#endif
