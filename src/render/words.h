/*
 * Days, spans of days and counts in words, the same in every format that people
 * read. English, whatever the locale.
 */
#ifndef RENDER_WORDS_H
#define RENDER_WORDS_H

#include <weekplan/report.h>
#include <weekplan/view.h>

/* "Sun 4 – Sat 10 August 2019", with month and year where they change. `dash`
 * stands between the days. */
void wp_words_week(struct wp_buf *buf, wp_day start, const char *dash);

/* The same from any day to any other. */
void wp_words_days(struct wp_buf *buf, wp_day first_day, wp_day last_day, const char *dash);

/* "4 Aug", with the year where it is not that of `today`. */
void wp_words_start(struct wp_buf *buf, wp_day start, wp_day today);

/* A day as seen from a week: "Fri" within it, else "9 Aug", with the year where
 * it is another one. */
void wp_words_day(struct wp_buf *buf, wp_day day, wp_day week_start);

/* "Fri 9 August 2019" */
void wp_words_date(struct wp_buf *buf, wp_day day);

/* "day 3 of 7", "last week", "in 2 weeks". */
void wp_words_weeks_away(struct wp_buf *buf, const struct wp_view *view);

/* "due Fri", "due today", "2 days late", "Mon"; nothing without a day. For the day
 * WP_NO_DAY none is called today or tomorrow. */
void wp_words_when(struct wp_buf *buf, const struct wp_row *row, wp_day week_start, wp_day today);

/* What stands beside a bar: "2/6", "15/17 units"; nothing for a percentage. The
 * unit is text of the plan: it is not yet harmless. */
void wp_words_counts(struct wp_buf *buf, const struct wp_row *row);

/* "2 of 9 done · 1 dropped", with `separator` between the two. */
void wp_words_tally(struct wp_buf *buf, const struct wp_progress *progress, const char *separator);

/* What there is to say of a week beside its figures, if anything. The command in it is
 * not yet harmless. */
void wp_words_summary(struct wp_buf *buf, const struct wp_view *view);

/* Where an item stands: "Goal › Subtask", "Goal › ... › Subtask" where there are
 * more above it, and long titles cut: many items may stand there. Not yet harmless. */
void wp_words_above(struct wp_buf *buf, const struct wp_item *item, const char *separator);

/* The figures of all weeks: "50%, off, no plan, 80%". */
void wp_words_weeks(struct wp_buf *buf, const struct wp_history *history);

/* What a report says in every format; nothing where there is nothing to say. */

/* All of it in a line, for a subject: "Week of 4 Aug: 36.4% (2/9), up 12 points". */
void wp_words_headline(struct wp_buf *buf, const struct wp_report *report);

/* "up 12 points on the week before · 3.2 points above the mean of the last four ·
 * 3 weeks in a row at 80% or more": what of it is known, with `separator`. One week
 * is no row. */
void wp_words_standing(struct wp_buf *buf, const struct wp_report *report, const char *separator);

/* Makes what was appended since `begin` a sentence, if it is anything. */
void wp_words_sentence(struct wp_buf *buf, size_t begin);

/* "2 days late" */
void wp_words_late(struct wp_buf *buf, uint32_t days);

/* "×2, from 12.5%", with `times` in front of the number. */
void wp_words_carried(struct wp_buf *buf, const struct wp_report_carried *carried,
                      const char *times);

/* "Planned for this week" */
void wp_words_planned(struct wp_buf *buf, const struct wp_report *report);

/* "Nothing is planned yet. weekplan carry brings over what is left.", "A week off:
 * holiday": where there are no goals to show of the week after it. Not yet harmless. */
void wp_words_unplanned(struct wp_buf *buf, const struct wp_report *report);

/* Why an item was dropped, or when. Not yet harmless. */
void wp_words_dropped(struct wp_buf *buf, const struct wp_item *item, wp_day week_start);

#endif
