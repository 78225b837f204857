/*
 * Sentences of a report. All formats that people read use them.
 *
 * A function that has nothing to tell appends nothing.
 */
#ifndef RENDER_REPORT_WORDS_H
#define RENDER_REPORT_WORDS_H

#include <weekplan/report.h>

/* Append a report in one line, for the subject of a letter and the title of a page: "Week of 4
 * Aug: 36.4% (1 of 4 goals, 2 of 9 done), up 12 points". The counts of a week without subtasks
 * are shorter: "(2/9)". */
void wp_report_words_headline(struct wp_buf *buf, const struct wp_report *report);

/* Append the comparison of a week with other weeks, with `separator` between its parts: "up 12
 * points on the week before · 3.2 points above the mean of the last four · 3 weeks in a row at
 * 80% or more". */
void wp_report_words_comparison(struct wp_buf *buf, const struct wp_report *report,
                                const char *separator);

/* A report has advice about an open goal that was carried over this many times or more. */
enum { WP_REPORT_WORDS_OFTEN = 3 };
#define WP_REPORT_WORDS_ADVICE "do it first, split it, put it off, or drop it"

/* Append advice about the open items that were carried over often: "Carried over three times or
 * more: Thesis, Tax. Do it first, split it, put it off, or drop it." Append nothing if there are
 * none. Titles are text of the plan and not sanitized. */
void wp_report_words_often(struct wp_buf *buf, const struct wp_report *report);

/* Append how often an item was carried, and its percentage before: "×2, from 12.5%". If done
 * subtasks were left in the week before, both percentages are not of the same subtasks: "×2, what
 * was left at 50%". `times` is the sign before the number. */
void wp_report_words_carried(struct wp_buf *buf, const struct wp_report_carried *carried,
                             const char *times);

/* Append what the percentage would be if nothing had been put off: "With what was put off it would
 * be at 56%." */
void wp_report_words_with_deferred(struct wp_buf *buf, const struct wp_report *report);

/* Append why an item was dropped, or, without a reason, on which day; or to which week it was put
 * off. The reason is text of the plan and not escaped. */
void wp_report_words_dropped(struct wp_buf *buf, const struct wp_item *item, wp_day week_start);

/* Return the heading of the last section of a report: "Planned for this week". */
const char *wp_report_words_planned(const struct wp_report *report);

/* Append a sentence about a next week without goals: "Nothing is planned yet. weekplan carry
 * brings over what is left." or "A week off: holiday". Command lines and reasons are not
 * escaped. */
void wp_report_words_unplanned(struct wp_buf *buf, const struct wp_report *report);

/* Append a sentence about a missing review: "There is none yet. weekplan review -w last writes
 * one." The command is not sanitized. */
void wp_report_words_unreviewed(struct wp_buf *buf, const struct wp_report *report);

/* Make a sentence of the text from offset `begin` on: begin it with a capital letter and append a
 * full stop. No-op on an empty text. */
void wp_report_words_sentence(struct wp_buf *buf, size_t begin);

#endif
