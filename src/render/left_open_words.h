/*
 * The sentence about a week that left items open which no later week has.
 */
#ifndef RENDER_LEFT_OPEN_WORDS_H
#define RENDER_LEFT_OPEN_WORDS_H

#include <weekplan/left_open.h>

/* Append "Last week left 5 items open in 3 goals (weekplan carry)". If `left` is not the week
 * before that of `today`, append its days instead: "The week of Mon 9 – Sun 15 March 2026 left
 * ...". `command` carries the items; it may be empty, and is not sanitized. */
void wp_left_open_words(struct wp_buf *buf, const struct wp_left_week *left, wp_day today,
                        struct wp_str command, bool ascii);

#endif
