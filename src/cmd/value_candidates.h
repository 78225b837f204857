/*
 * Completion of values: weeks, days, tags, and the settings of `set`.
 */
#ifndef CMD_VALUE_CANDIDATES_H
#define CMD_VALUE_CANDIDATES_H

#include "cmd/candidates.h"

/* Print the weeks, days or tags for `macro`, one of the WP_COMPLETE_ macros. Return false if
 * `macro` is for other words. */
bool wp_value_candidates_put(const struct wp_candidates *candidates, const char *macro);

/* Print the settings of `set` (`due=`, `tags+=`) that the item of its first argument can have. If
 * the word has a '=', print the values of its key. */
void wp_value_candidates_put_settings(const struct wp_candidates *candidates);

#endif
