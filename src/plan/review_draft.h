/*
 * The text of a review, as the user edits it. The questions are Markdown headings, and the user
 * writes the answers below them. Below a scissors line (git-commit(1)) is a report, only to read.
 *
 *     ## What went well?
 *
 *     The interviews.
 *
 *     # ------------------------ >8 ------------------------
 */
#ifndef PLAN_REVIEW_DRAFT_H
#define PLAN_REVIEW_DRAFT_H

#include <weekplan/item.h>

/* Append each question as a heading, with empty lines for the answer. Leave out the questions that
 * are headings of the text `review` already. Append nothing if `review` ends within a code block,
 * because the headings would be code. */
void wp_review_draft_questions(struct wp_buf *buf, const struct wp_list *questions,
                               struct wp_str review);

/* Append the scissors line, and a line that explains the scissors line. The text below both lines
 * is not a part of the review. */
void wp_review_draft_scissors(struct wp_buf *buf);

/*
 * Append the review from the text `edited`: the part above the scissors line, without the headings
 * that have no text below them, and without blank lines at both ends. Append nothing if there is
 * no answer. Replace CR LF and CR by LF.
 *
 * Return false if only the scissors line has been removed, but not the line that explains it,
 * because the end of the review is unknown. If both lines have been removed, the whole text is the
 * review.
 */
bool wp_review_draft_answers(struct wp_buf *buf, struct wp_str edited);

#endif
