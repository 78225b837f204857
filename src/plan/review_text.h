/*
 * The text of a review as the user edits it: questions as Markdown headings, the answers below
 * them, and below a scissors line, as in git-commit(1), a report to look at.
 *
 *     ## What went well?
 *
 *     The interviews.
 *
 *     # ------------------------ >8 ------------------------
 */
#ifndef PLAN_REVIEW_TEXT_H
#define PLAN_REVIEW_TEXT_H

#include <weekplan/item.h>

/* Append each question as a heading, with empty lines for the answer. */
void wp_review_text_questions(struct wp_buf *buf, const struct wp_list *questions);

/* Append the scissors line, and a line that explains it. Whatever follows is not a part of the
 * review. */
void wp_review_text_scissors(struct wp_buf *buf);

/*
 * Append the review from an edited text: the part above the scissors line, without the headings
 * that have no text below them, and without blank lines at both ends. Append nothing if there is
 * no answer. CR LF and CR become LF.
 *
 * Return false if the scissors line has been removed and the line that explains it has not: then
 * it is unknown where the review ends.
 */
bool wp_review_text_answers(struct wp_buf *buf, struct wp_str edited);

#endif
