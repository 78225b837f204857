/*
 * The percentages of several weeks as a line of small bars.
 */
#ifndef RENDER_SPARKS_H
#define RENDER_SPARKS_H

#include "render/term_text.h"
#include <weekplan/history.h>

/* Append one character a week: a bar, or in ASCII a digit of tens and '#' for 100%. A week off
 * or without a percentage is a dash; weeks without a plan are up to three dots. */
void wp_sparks_put(struct wp_buf *buf, const struct wp_term *term,
                   const struct wp_history *history);

#endif
