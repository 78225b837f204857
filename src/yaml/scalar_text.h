/*
 * Scalars as YAML: plain, between quotes, or as the lines of a literal block.
 *
 * libyaml's emitter knows neither the style of a file nor its comments, and escapes what is
 * not ASCII. Each scalar that is written here has the same value in YAML 1.1 and 1.2.
 *
 *     wp_scalar_text_write(&buf, wp_str("Read"), false, WP_QUOTES_NONE);         Read
 *     wp_scalar_text_write(&buf, wp_str("Fix: x"), false, WP_QUOTES_NONE);       "Fix: x"
 *     wp_scalar_text_write(&buf, wp_str("it's"), false, WP_QUOTES_SINGLE);       'it''s'
 */
#ifndef YAML_SCALAR_TEXT_H
#define YAML_SCALAR_TEXT_H

#include <weekplan/buf.h>
#include <weekplan/str.h>

/* The quotes around a scalar. A scalar that cannot be plain gets double quotes for
 * WP_QUOTES_NONE, and single ones for WP_QUOTES_NONE_OR_SINGLE. */
enum wp_quotes { WP_QUOTES_NONE, WP_QUOTES_SINGLE, WP_QUOTES_DOUBLE, WP_QUOTES_NONE_OR_SINGLE };

/* Return the quotes that begin at `offset`; WP_QUOTES_NONE at the end of the text. */
enum wp_quotes wp_quotes_at(struct wp_str text, size_t offset);

/* Return the quote as a string, empty without quotes. */
const char *wp_quotes_string(enum wp_quotes quotes);

/* Return the end of the quoted scalar whose first quote is at `offset`. */
size_t wp_scalar_text_skip_quoted(struct wp_str text, size_t offset);

/* Whether every YAML parser reads the plain scalar `text` as this string (YAML 1.2, rule
 * ns-plain, and narrower). `flow`: within a flow collection. */
bool wp_scalar_text_is_plain(struct wp_str text, bool flow);

/* Append a scalar of one line. Characters that single quotes cannot hold need double
 * ones. */
void wp_scalar_text_write(struct wp_buf *buf, struct wp_str text, bool flow, enum wp_quotes quotes);

/* Whether a literal block can hold all characters of the text: printable ones, tabs and
 * LF. */
bool wp_scalar_text_is_lines(struct wp_str text);

/* Whether the text is best written as a literal block: it has several lines, and needs no
 * indentation indicator. */
bool wp_scalar_text_is_literal(struct wp_str text);

/* Append the lines of a literal block: before each line a line break and `column` spaces. */
void wp_scalar_text_write_lines(struct wp_buf *buf, struct wp_str text, size_t column,
                                const char *line_break);

#endif
