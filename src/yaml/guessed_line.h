/* A line of YAML as its author saw it: indentation, dashes, a key, and a value. This is a
 * guess from one line alone, for messages about what cannot be read. No value of the plan
 * is taken from it. */
#ifndef YAML_GUESSED_LINE_H
#define YAML_GUESSED_LINE_H

#include <weekplan/buf.h>

#include "yaml/document_text.h"

struct wp_guessed_line {
    struct wp_line line;
    size_t begin;         /* first byte after the indentation */
    bool item;            /* has a dash before the rest: `- ` */
    int key;              /* a key of the plan as wp_key_find returns it, or -1 */
    struct wp_span name;  /* of the key */
    bool glued;           /* no blank after the colon of the key: `title:this` */
    struct wp_span value; /* the rest, without a comment and without blanks at its ends */
};

/* Return the line of the byte at `offset`. */
struct wp_guessed_line wp_guessed_line_at(const struct wp_document *document, size_t offset);

/* Whether `offset` is on the line, or at its end. */
bool wp_guessed_line_holds(const struct wp_guessed_line *line, size_t offset);

/* Set `above` to the nearest line above `line` that is neither blank nor a comment. Return
 * false if there is none. */
bool wp_guessed_line_above(const struct wp_document *document, const struct wp_guessed_line *line,
                           struct wp_guessed_line *above);

/* Whether the line is two or more dashes and nothing else, such as `----`. */
bool wp_guessed_line_is_dashes(const struct wp_document *document,
                               const struct wp_guessed_line *line);

/* Return the offset of the first colon that a blank or the end of the line follows, or the end
 * of the line. */
size_t wp_guessed_line_colon(const struct wp_document *document,
                             const struct wp_guessed_line *line);

/* Return the text from `offset` on: to the end of the line without a comment, in a flow
 * collection to the next comma or bracket. */
struct wp_span wp_guessed_line_rest(const struct wp_document *document,
                                    const struct wp_guessed_line *line, size_t offset);

/* Append `value` with double quotes, or with single quotes if it would need escapes. */
void wp_guessed_line_quote(struct wp_buf *buf, struct wp_str value);

/* Append "put quotes around it", and how that looks if the value is short. */
void wp_guessed_line_advise_quotes(struct wp_buf *buf, struct wp_str value);

#endif
