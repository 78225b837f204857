/*
 * Values of several words that are not in quotes: `--due next fri` is `--due 'next fri'`.
 *
 * A value takes the longest run of words that is such a value. Words that do not belong to the
 * value are left for the command.
 */
#ifndef CMD_JOINED_VALUE_H
#define CMD_JOINED_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include <weekplan/buf.h>
#include <weekplan/str.h>

/* Whether the text is a day, or a day that does not exist: a value of --due and --on. */
bool wp_joined_value_is_day(struct wp_str text);

/* Whether the text is a week or a day: a value of --week, --to and --from. The weekdays, which
 * these options refuse, are days too, so that the message is about all words of "next fri". */
bool wp_joined_value_is_week(struct wp_str text);

/* Whether the text is a weekday with a time: a value of --at. */
bool wp_joined_value_is_time(struct wp_str text);

/* Append to `value` the longest run of the next words with which it is a value of this kind, with a
 * blank between two words. Return the number of these words; 0 if there is no such run. */
size_t wp_joined_value_extend(struct wp_buf *value, const char *const *words, size_t count,
                              bool (*is_value)(struct wp_str text));

#endif
