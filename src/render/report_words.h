/*
 * The sentences of a report, the same in every format that people read.
 *
 * A function that appends does nothing if there is nothing to tell.
 */
#ifndef RENDER_REPORT_WORDS_H
#define RENDER_REPORT_WORDS_H

#include <weekplan/report.h>

/* Append the report in one line, as the subject of a letter or the title of a page:
 * "Week of 4 Aug: 36.4% (1 of 4 goals, 2 of 9 done), up 12 points"; without subtasks
 * "Week of 4 Aug: 36.4% (2/9)". */
void wp_report_words_headline(struct wp_buf *buf, const struct wp_report *report);

/* Append how the week compares with others, with `separator` between the parts: "up 12
 * points on the week before · 3.2 points above the mean of the last four · 3 weeks in a row
 * at 80% or more". */
void wp_report_words_comparison(struct wp_buf *buf, const struct wp_report *report,
                                const char *separator);

/* Append the history of a carried item: "×2, from 12.5%". `times` is the sign before the
 * number. */
void wp_report_words_carried(struct wp_buf *buf, const struct wp_report_carried *carried,
                             const char *times);

/* Append why the item was dropped, or else on which day. The reason is text of the plan and
 * not made harmless. */
void wp_report_words_dropped(struct wp_buf *buf, const struct wp_item *item, wp_day week_start);

/* Return the heading of the last section: "Planned for this week". */
const char *wp_report_words_planned(const struct wp_report *report);

/* Append a sentence about a next week without goals: "Nothing is planned yet. weekplan carry
 * brings over what is left." or "A week off: holiday". Commands and reasons are not made
 * harmless. */
void wp_report_words_unplanned(struct wp_buf *buf, const struct wp_report *report);

/* Make the text from offset `begin` on a sentence: a capital letter and a full stop.
 * No-op on an empty text. */
void wp_report_words_sentence(struct wp_buf *buf, size_t begin);

#endif
