/*
 * Items that are in two weeks: notes to the user if an item is changed in one week and is still
 * open in a later one, to which `carry` or `defer` has copied the item.
 */
#ifndef CMD_LATER_WEEKS_H
#define CMD_LATER_WEEKS_H

#include "cmd/locked_plan.h"

/*
 * Print a note for each later week that has some of the items and in which they are open; the list
 * for later counts as one. The note has a command for that week: if `progress` is NULL `rm`, which
 * removes the items there; else `progress` with this value. Print a note on each item that `defer`
 * moved to a later week, and that is done there. `items` are as they were before the change. There
 * is no note on goals that repeat, and on a week that cannot be read.
 */
void wp_later_weeks_notes(struct wp_locked_plan *change, const struct wp_item *const *items,
                          size_t count, const char *progress);

/* Fill `items` with the items without subtasks of the week `to` that are open there and done in the
 * earlier week `from`. Leave out goals that repeat. Return the number of these items, at most the
 * number of items of `from`. */
size_t wp_later_weeks_done_before(const struct wp_item **items, const struct wp_week *from,
                                  const struct wp_week *to);

#endif
