/*
 * Text in the columns of a terminal.
 *
 * A struct wp_term appends to a buffer and counts the columns of the current line:
 *
 *     struct wp_term term = {&out, &style, 0};
 *
 *     wp_term_put(&term, WP_TINT_BOLD, "Done");
 *     wp_term_newline(&term);
 *
 * Text of the plan is passed through wp_term_clean or wp_term_cut first, which make it
 * harmless. Colours only repeat what the text tells.
 */
#ifndef RENDER_TERM_TEXT_H
#define RENDER_TERM_TEXT_H

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
    size_t column; /* of the current line, from 0 */
};

/* Append words of our own, whose characters take one column each. Faster than
 * wp_term_put_str, which needs the tables of Unicode. NULL is allowed. */
void wp_term_put(struct wp_term *term, enum wp_tint tint, const char *words);

/* Append words of our own, right-aligned to end before column `end`. NULL is allowed. */
void wp_term_put_right(struct wp_term *term, enum wp_tint tint, const char *words, size_t end);

/* Append harmless text. */
void wp_term_put_str(struct wp_term *term, enum wp_tint tint, struct wp_str text);

/* Append harmless text, broken into lines of at most `room` columns. All of them begin in
 * the current column; the last one is not ended. */
void wp_term_put_wrapped(struct wp_term *term, enum wp_tint tint, struct wp_str text, size_t room);

/* Append blanks up to `column`. No-op if the line is that long. */
void wp_term_move_to(struct wp_term *term, size_t column);

void wp_term_newline(struct wp_term *term);

/* Return `ascii` if the style is ASCII, else `unicode`. */
const char *wp_term_pick(const struct wp_term *term, const char *unicode, const char *ascii);

/* Return " · ", or " - " in ASCII. */
const char *wp_term_separator(const struct wp_term *term);

/* Append the mark of an item; one column. */
void wp_term_mark(struct wp_term *term, enum wp_mark mark);

/* Append a bar of `cells` columns, drawn in eighths of a cell, or with '#' and '.' in ASCII.
 * It is full only at 100%, and empty only at 0. */
void wp_term_bar(struct wp_term *term, int percent_tenths, unsigned cells);

/* Append text of the plan to `line` as one harmless line. In ASCII each grapheme that is not
 * ASCII becomes '?'. */
void wp_term_clean(const struct wp_term *term, struct wp_buf *line, struct wp_str text);

/* Append text of the plan to `line` as wp_term_clean does, cut to `columns`, at least 3. A
 * text that was cut ends with three dots. */
void wp_term_cut(const struct wp_term *term, struct wp_buf *line, struct wp_str text,
                 size_t columns);

/* Return the first line of `text`, at most `columns` wide, and remove it and the blanks after
 * it from `text`. Break at a blank if there is one. Takes at least one grapheme. */
struct wp_str wp_term_break(struct wp_str *text, size_t columns);

#endif
