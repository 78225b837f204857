/* A line of YAML and its parts, as its author saw them: indentation, dashes, key and value. The
 * parts are guessed from this line alone. They are only for messages about YAML that cannot be
 * read. The values of a plan are read with libyaml. */
#ifndef YAML_LINE_PARTS_H
#define YAML_LINE_PARTS_H

#include <weekplan/buf.h>

#include "yaml/document_text.h"

struct wp_line_parts {
    struct wp_line line;
    size_t begin;         /* offset of the first byte after the indentation */
    bool item;            /* whether a dash and a blank begin the line: `- Read` */
    int key;              /* key of the plan format (see wp_key_find), or -1 */
    struct wp_span name;  /* span of the name of the key, if there is a key */
    bool glued;           /* whether no blank is after the colon of the key: `title:Read` */
    struct wp_span value; /* rest of the line, without a comment and without blanks at both ends */
};

/* Return the line that contains the byte at `offset`. */
struct wp_line_parts wp_line_parts_at(const struct wp_document *document, size_t offset);

/* Whether `offset` is on the line, or at the end of the line. */
bool wp_line_parts_holds(const struct wp_line_parts *line, size_t offset);

/* Set `above` to the nearest line above `line` that is neither blank nor a comment. Return
 * false if there is none. */
bool wp_line_parts_above(const struct wp_document *document, const struct wp_line_parts *line,
                         struct wp_line_parts *above);

/* Whether the line is two or more dashes and nothing else, such as `----`. */
bool wp_line_parts_is_dashes(const struct wp_document *document, const struct wp_line_parts *line);

/* Return the offset of the first colon on the line that is followed by a blank or by the end of the
 * line. If there is none, return the end of the line. */
size_t wp_line_parts_colon(const struct wp_document *document, const struct wp_line_parts *line);

/* Return the text from `offset` to the end of the line, without a comment. In a flow collection,
 * return the text up to the next comma or bracket. */
struct wp_span wp_line_parts_rest(const struct wp_document *document,
                                  const struct wp_line_parts *line, size_t offset);

/* Append `value` in double quotes. If double quotes would need an escape (for '"' or '\'),
 * append it in single quotes. */
void wp_line_parts_quote(struct wp_buf *buf, struct wp_str value);

/* Append the advice "put quotes around it". If `value` is short, also append the value between
 * quotes. */
void wp_line_parts_advise_quotes(struct wp_buf *buf, struct wp_str value);

#endif
