/*
 * The percentages of several weeks as one line of small bars.
 */
#ifndef RENDER_SPARKLINE_H
#define RENDER_SPARKLINE_H

#include "render/term_text.h"
#include <weekplan/history.h>

/* Two bars show no more than the two percentages. */
enum { WP_SPARKLINE_WEEKS_MIN = 3 };

/* Append one character for each week: a bar; in ASCII the digit of the tens, or '#' for 100%. A
 * week off, or without a percentage, is a dash. Missing weeks are up to three dots. */
void wp_sparkline_put(struct wp_buf *buf, const struct wp_term *term,
                      const struct wp_history *history);

#endif
