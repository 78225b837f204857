/*
 * Find the message for a mistake in YAML. Common mistakes are slips: each kind has rows in a table.
 */
#ifndef YAML_FIND_SLIP_H
#define YAML_FIND_SLIP_H

#include "yaml/slip.h"

/*
 * Find the first row of the table that matches a slip of the kind `kind`. Return its message, and
 * set the members of `slip` from `span` on. The message may have these placeholders:
 *
 *     {text}     slip->text, cut after 40 columns, with an ellipsis if it is cut
 *     {cut}      slip->text, cut after 40 columns
 *     {quoted}   slip->quoted, between quotes
 *     {quotes}   the advice to put quotes around slip->quoted
 *     {sign}     slip->sign
 *     {closing}  the bracket or quote that closes slip->sign
 *     {noun}     "a plan" or "the configuration"
 */
const char *wp_slip_find(enum wp_slip_kind kind, struct wp_slip *slip);

#endif
