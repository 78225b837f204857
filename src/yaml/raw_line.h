/*
 * A line of a plan as its author saw it: indentation, dashes, a key, and what
 * stands behind it. This is a guess from one line alone, for messages about
 * what could not be read; nothing is read by it.
 */
#ifndef YAML_RAW_LINE_H
#define YAML_RAW_LINE_H

#include <weekplan/buf.h>

#include "yaml/document.h"

struct wp_raw_line {
    struct wp_line line;
    size_t begin;         /* the first byte behind the indentation */
    bool item;            /* `- ` stands before the rest */
    int key;              /* a key of the format, as wp_key_find returns it, or -1 */
    struct wp_span name;  /* of the key */
    bool glued;           /* no blank behind the key's colon: `title:this` */
    struct wp_span value; /* what is left, without blanks at its ends and a comment */
};

/* The line that holds the byte at `offset`. */
struct wp_raw_line wp_raw_line_at(const struct wp_document *text, size_t offset);

/* Whether `offset` is on the line, or at its end. */
bool wp_raw_line_holds(const struct wp_raw_line *shape, size_t offset);

/* The nearest line above it that is neither empty nor a comment; false when
 * there is none. */
bool wp_raw_line_above(const struct wp_document *text, const struct wp_raw_line *shape,
                       struct wp_raw_line *above);

/* Whether the line is nothing but two or more dashes: a `---` gone wrong. */
bool wp_raw_line_is_dashes(const struct wp_document *text, const struct wp_raw_line *shape);

/* Where the first colon with a blank or the end behind it stands, behind the
 * dashes; the line's end when there is none. */
size_t wp_raw_line_colon(const struct wp_document *text, const struct wp_raw_line *shape);

/* From `offset` to the end of what the author wrote there: of the line, without
 * a comment; within brackets up to the next comma or bracket. */
struct wp_span wp_raw_line_rest(const struct wp_document *text, const struct wp_raw_line *shape,
                                size_t offset);

/* Appends `value` between quotes that fit it. */
void wp_raw_line_quote(struct wp_buf *buf, struct wp_str value);

/* Appends "put quotes around it" and, where it is short enough to be shown, how
 * that looks. */
void wp_raw_line_advise_quotes(struct wp_buf *buf, struct wp_str value);

#endif
