/*
 * Folding long lines at blanks, for a terminal. A word is never broken, so that a path can be
 * copied. A line does not begin with a dash, and "33.3% → 50%" is one word.
 */
#ifndef RENDER_FOLD_H
#define RENDER_FOLD_H

#include <stddef.h>

#include <weekplan/buf.h>
#include <weekplan/str.h>

/* A line while words are appended to it. */
struct wp_fold {
    struct wp_buf *out;
    size_t width;  /* columns of a line; 0 for a line that is not folded */
    size_t indent; /* blanks before the parts of a line after the first one, in columns */
    size_t column; /* column of the cursor in the current line, from 0 */
};

/* Append a text without line breaks. It is sanitized already, and may have the escape sequences of
 * colours and links. A word that does not fit on the line begins the next line. The last line is
 * not ended. */
void wp_fold_put(struct wp_fold *fold, struct wp_str text);

/* Append text with several lines, each folded at `width` columns. The parts of a line after the
 * first one are indented by two columns more than the line. */
void wp_fold_put_lines(struct wp_buf *out, struct wp_str lines, size_t width);

/* Return the length of the escape sequence at the beginning of `text`, or 0 if there is none. Only
 * sequences for colours, which end with 'm', and for links, which end with a backslash, are
 * known. */
size_t wp_fold_sequence_length(struct wp_str text);

#endif
