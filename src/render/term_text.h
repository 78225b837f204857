/*
 * Text with columns and colours for a terminal.
 *
 * A struct wp_term appends to a buffer and counts the columns of the current line:
 *
 *     struct wp_term term = {.out = &out, .style = &style};
 *
 *     wp_term_put(&term, WP_TINT_BOLD, "Done");
 *     wp_term_newline(&term);
 *
 * Text of the plan is sanitized first, with wp_term_clean or wp_term_cut. A colour never has
 * information that the text does not have.
 */
#ifndef RENDER_TERM_TEXT_H
#define RENDER_TERM_TEXT_H

#include <weekplan/view.h>

enum wp_tint {
    WP_TINT_PLAIN,
    WP_TINT_BOLD,
    WP_TINT_DIM,
    WP_TINT_GOOD, /* green, for what is done */
    WP_TINT_SOON,
    WP_TINT_LATE
};

/* Emphasis of text, beside its tint. On a terminal without colours it has no effect. */
enum { WP_EMPHASIS_STRONG = 1 /* bold */, WP_EMPHASIS_STRESS = 2 /* underlined */ };

struct wp_term {
    struct wp_buf *out;
    const struct wp_text_style *style;
    size_t column;        /* column of the cursor in the current line, from 0 */
    struct wp_buf target; /* target of the link that is being appended; empty for none */
    unsigned emphasis;    /* WP_EMPHASIS_STRONG and others, of the text that is being appended */
};

/* Append words of the program, whose characters have one column each. This is faster than
 * wp_term_put_str, which needs the tables of Unicode. NULL is allowed. */
void wp_term_put(struct wp_term *term, enum wp_tint tint, const char *words);

/* Append words of the program so that they end before column `end`. NULL is allowed. */
void wp_term_put_right(struct wp_term *term, enum wp_tint tint, const char *words, size_t end);

/* Append text of the plan that is sanitized already. */
void wp_term_put_str(struct wp_term *term, enum wp_tint tint, struct wp_str text);

/* Make the text that is appended from now on a hyperlink with the target `link`, a text of the
 * plan. No-op if the style has no links, or if `link` is not safe (wp_escape_is_safe_link). Call
 * wp_term_end_link after the text. */
void wp_term_begin_link(struct wp_term *term, struct wp_str link);
void wp_term_end_link(struct wp_term *term);

/* Whether the terminal has hyperlinks, and `link` can be the target of one that is not printed: it
 * is safe, not too long, and sanitizing does not change it. */
bool wp_term_can_hide(const struct wp_term *term, struct wp_str link);

/* Append sanitized text in lines of at most `room` columns. Each line begins in the current
 * column. The last line is not ended. */
void wp_term_put_wrapped(struct wp_term *term, enum wp_tint tint, struct wp_str text, size_t room);

/* Append blanks up to `column`. No-op if the line is already as long. */
void wp_term_move_to(struct wp_term *term, size_t column);

void wp_term_newline(struct wp_term *term);

/* Return `ascii` if the style allows only ASCII, else `unicode`. */
const char *wp_term_pick(const struct wp_term *term, const char *unicode, const char *ascii);

/* Return the separator " · ", or " - " in ASCII. */
const char *wp_term_separator(const struct wp_term *term);

/* Append the sign of an item's state, one column wide. */
void wp_term_mark(struct wp_term *term, enum wp_mark mark);

/* Append a bar of `cells` columns. It is drawn in eighths of a column, in ASCII with '#' and '.'.
 * The bar is full only at 100%, and empty only at 0%. */
void wp_term_bar(struct wp_term *term, int percent_tenths, unsigned cells);

/* Append text of the plan to `line` as one sanitized line. If the style allows only ASCII, each
 * grapheme that is not ASCII becomes '?'. */
void wp_term_clean(const struct wp_term *term, struct wp_buf *line, struct wp_str text);

/* Append text of the plan to `line` as wp_term_clean does, cut to at most `columns` columns, at
 * least 3. A cut text ends with three dots. */
void wp_term_cut(const struct wp_term *term, struct wp_buf *line, struct wp_str text,
                 size_t columns);

/* Return the first line of `text`, at most `columns` wide. Remove the line, and the blanks after
 * it, from `text`. Break the line at a blank if it has one. The line has at least one grapheme. */
struct wp_str wp_term_break(struct wp_str *text, size_t columns);

#endif
