/*
 * Write scalars as YAML: plain, between quotes, or as the lines of a literal block.
 *
 * libyaml's emitter is not used, because it knows neither the style of a file nor its comments, and
 * escapes all characters that are not ASCII. YAML 1.1 and 1.2 read each written scalar as the same
 * value.
 *
 *     wp_write_scalar(&buf, wp_str("Read"), false, WP_QUOTES_NONE);       Read
 *     wp_write_scalar(&buf, wp_str("Fix: x"), false, WP_QUOTES_NONE);     "Fix: x"
 *     wp_write_scalar(&buf, wp_str("it's"), false, WP_QUOTES_SINGLE);     'it''s'
 */
#ifndef YAML_WRITE_SCALAR_H
#define YAML_WRITE_SCALAR_H

#include <weekplan/buf.h>
#include <weekplan/str.h>

/* The quotes around a scalar. If a scalar cannot be plain, WP_QUOTES_NONE gives it double quotes,
 * and WP_QUOTES_NONE_OR_SINGLE single quotes. */
enum wp_quotes { WP_QUOTES_NONE, WP_QUOTES_SINGLE, WP_QUOTES_DOUBLE, WP_QUOTES_NONE_OR_SINGLE };

/* Return the kind of the quote at `offset`. WP_QUOTES_NONE for another character, and at the end of
 * the text. */
enum wp_quotes wp_quotes_at(struct wp_str text, size_t offset);

/* Return the quote character as a string. "" for WP_QUOTES_NONE and WP_QUOTES_NONE_OR_SINGLE. */
const char *wp_quotes_string(enum wp_quotes quotes);

/* Return the end of the quoted scalar whose opening quote is at `offset`. */
size_t wp_quotes_skip(struct wp_str text, size_t offset);

/* Whether every YAML parser reads `text`, written as a plain scalar, as this string. Fewer texts
 * are accepted than by YAML 1.2, rule ns-plain. `flow`: the scalar is in a flow collection. */
bool wp_write_scalar_can_be_plain(struct wp_str text, bool flow);

/* Append `text` as a scalar on one line. `flow`: the scalar is in a flow collection. The scalar
 * gets the quotes `quotes` if possible. A scalar that cannot be plain gets single or double quotes
 * instead, and a scalar that cannot be in single quotes gets double quotes. */
void wp_write_scalar(struct wp_buf *buf, struct wp_str text, bool flow, enum wp_quotes quotes);

/* Whether a literal block can contain the text: all its characters are printable, tabs or LF. */
bool wp_write_scalar_can_be_lines(struct wp_str text);

/* Whether to write the text as a literal block: the text has several lines, and the block needs no
 * indentation indicator (`|2`). */
bool wp_write_scalar_wants_lines(struct wp_str text);

/* Append the lines of a literal block, without its header. Each line begins with `line_break` and
 * `column` spaces; an empty line has no spaces. */
void wp_write_scalar_lines(struct wp_buf *buf, struct wp_str text, size_t column,
                           const char *line_break);

#endif
