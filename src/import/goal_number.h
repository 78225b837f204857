/* The numbers of goals in headings and lines: "1. Read", "2) Run", "Goal 3: Sail", "#4 Mend". */
#ifndef IMPORT_GOAL_NUMBER_H
#define IMPORT_GOAL_NUMBER_H

#include "import/title_text.h"

/* Remove the number of a goal from the beginning of a title. Return false if there is none, if it
 * is escaped ("1\. Read"), or if nothing is after it. */
bool wp_goal_number_take(struct wp_title_text *title);

/* Remove a number with a dot in it from the beginning of a title: "1.2 Read". Return false as
 * above. */
bool wp_goal_number_take_dotted(struct wp_title_text *title);

/* Whether a line of the text begins as a numbered line in bold does: "__1. Read", "**Goal 2: Run".
 */
bool wp_goal_number_is_bold(struct wp_str line);

#endif
