/*
 * Putting text into the columns of a terminal.
 *
 * A term appends to a buffer and knows in which column it stands. Text from
 * a plan goes through wp_paint_title or wp_paint_wrapped, which make it
 * harmless first. A meaning never rests on colour alone.
 */
#ifndef RENDER_TERM_H
#define RENDER_TERM_H

#include <weekplan/history.h>
#include <weekplan/view.h>

enum wp_tint {
    WP_TINT_PLAIN,
    WP_TINT_BOLD,
    WP_TINT_DIM,
    WP_TINT_GOOD, /* done */
    WP_TINT_SOON,
    WP_TINT_LATE
};

struct wp_term {
    struct wp_buf *out;
    const struct wp_text_style *style;
    size_t column; /* of the line that is being written, from 0 */
};

/* Our own words: each of their characters takes one column, and no table of
 * Unicode has to be read for them. NULL is no words. */
void wp_term_put(struct wp_term *term, enum wp_tint tint, const char *text);
/* Any text that is harmless. */
void wp_term_put_str(struct wp_term *term, enum wp_tint tint, struct wp_str text);

/* Blanks up to `column`; nothing when it has been reached. */
void wp_term_move_to(struct wp_term *term, size_t column);
void wp_term_newline(struct wp_term *term);

/* Picks by the style. */
const char *wp_term_pick(const struct wp_term *term, const char *unicode, const char *ascii);

/* What stands in front of a title; one column. */
void wp_term_mark(struct wp_term *term, enum wp_mark mark);

/* A bar of `cells` columns for `tenths` of a percent: full only at 1000, empty
 * only at 0. In eighths of a cell, or '#' and '.' in ASCII. */
void wp_term_bar(struct wp_term *term, int tenths, unsigned cells);

/* The weeks as a row of small bars, with gaps where some are missing. */
void wp_history_sparks(struct wp_buf *buf, const struct wp_term *term,
                       const struct wp_history *history);

/* Makes a text of the plan one harmless line: appends it to `line`. In ASCII
 * each grapheme that is not ASCII becomes '?'. */
void wp_term_clean(const struct wp_term *term, struct wp_buf *line, struct wp_str text);

/* The same, and no wider than `columns` (3 at least): three dots, which are a part of
 * that, tell that something is cut off. */
void wp_term_cut(const struct wp_term *term, struct wp_buf *line, struct wp_str text,
                 size_t columns);

/* Takes the next line of at most `columns` from `text`, broken at a blank where
 * there is one, and moves `text` behind it. Takes one grapheme at least. */
struct wp_str wp_term_break(struct wp_str *text, size_t columns);

#endif
