/*
 * A sentence on the list for later.
 */
#ifndef CMD_LATER_LIST_SENTENCE_H
#define CMD_LATER_LIST_SENTENCE_H

#include <weekplan/buf.h>
#include <weekplan/plan.h>

/* Append how many things are on the list for later, and the command that shows them: "7 things
 * for later (weekplan status -w later)". Append nothing if the list is empty, absent or cannot
 * be read. */
void wp_later_list_sentence_put(struct wp_buf *out, const struct wp_input *input,
                                const char *command);

#endif
