/*
 * A line of a plan as its author saw it: indentation, dashes, a key, and what
 * stands behind it. This is a guess from one line alone, for messages about
 * what could not be read; nothing is read by it.
 */
#ifndef READ_SHAPE_H
#define READ_SHAPE_H

#include <weekplan/buf.h>

#include "read/text.h"

struct wp_shape {
    struct wp_line line;
    size_t begin;         /* the first byte behind the indentation */
    bool item;            /* `- ` stands before the rest */
    int key;              /* a key of the format, as wp_key_find returns it, or -1 */
    struct wp_span name;  /* of the key */
    bool glued;           /* no blank behind the key's colon: `title:this` */
    struct wp_span value; /* what is left, without blanks at its ends and a comment */
};

/* The line that holds the byte at `offset`. */
struct wp_shape wp_shape_of(const struct wp_text *text, size_t offset);

/* Whether `offset` is on the line, or at its end. */
bool wp_shape_holds(const struct wp_shape *shape, size_t offset);

/* The nearest line above it that is neither empty nor a comment; false when
 * there is none. */
bool wp_shape_above(const struct wp_text *text, const struct wp_shape *shape,
                    struct wp_shape *above);

/* Whether the line is nothing but two or more dashes: a `---` gone wrong. */
bool wp_shape_is_dashes(const struct wp_text *text, const struct wp_shape *shape);

/* Where the first colon with a blank or the end behind it stands, behind the
 * dashes; the line's end when there is none. */
size_t wp_shape_colon(const struct wp_text *text, const struct wp_shape *shape);

/* From `offset` to the end of what the author wrote there: of the line, without
 * a comment; within brackets up to the next comma or bracket. */
struct wp_span wp_shape_rest(const struct wp_text *text, const struct wp_shape *shape,
                             size_t offset);

/* Appends `value` between quotes that fit it. */
void wp_shape_quote(struct wp_buf *buf, struct wp_str value);

/* Appends "put quotes around it" and, where it is short enough to be shown, how
 * that looks. */
void wp_shape_advise_quotes(struct wp_buf *buf, struct wp_str value);

#endif
