/*
 * Completion of REFs: the items of the plan that an argument or an option can name.
 *
 * The candidate of an item is its id if it has one, else its path. If the word begins with a digit
 * or a '+', it is the path. If no candidate begins with the word, the candidates are the items
 * that the word names as a part of a title.
 */
#ifndef CMD_ITEM_CANDIDATES_H
#define CMD_ITEM_CANDIDATES_H

#include "cmd/candidates.h"

/* Print the items for `macro`, one of the WP_COMPLETE_ macros. Leave out the items that the
 * arguments of the command name already. Return false if `macro` is not for items. */
bool wp_item_candidates_put(const struct wp_candidates *candidates, const char *macro);

/* Whether the word begins as a path does, with a digit or a '+'. */
bool wp_item_candidates_is_path(const struct wp_candidates *candidates);

/* Return the item that the first argument of the command names, or NULL. "." is the root of the
 * week. */
const struct wp_item *wp_item_candidates_first(const struct wp_candidates *candidates,
                                               const struct wp_week *week);

#endif
