/*
 * Items that are in two weeks: notes to the user if an item is changed in one week and is still
 * open in a later week, to which `carry` or `defer` has copied the item.
 */
#ifndef CMD_LATER_COPY_NOTES_H
#define CMD_LATER_COPY_NOTES_H

#include "cmd/locked_plan.h"

/* Return the item of another week that `carry` would pair with `item`, or NULL if that week has
 * none. */
const struct wp_item *wp_later_copy_notes_find(const struct wp_item *item,
                                               const struct wp_week *week);

/*
 * Print a note for each later week in which some of the items are open. The list for later counts
 * as a later week. The note has a command for the later week: `rm`, which removes the items, if
 * `progress` is NULL; else `weekplan progress` with the value `progress`. Also print a note on
 * items that `defer` moved to a later week and that are done in that week. `items` are as they were
 * before the change. Goals that repeat, and weeks that cannot be read, have no notes.
 */
void wp_later_copy_notes_put(struct wp_locked_plan *change, const struct wp_item *const *items,
                             size_t count, const char *progress);

/* Fill `items` with the items of the week `to` that have no subtasks, are open in `to`, and are
 * done in the earlier week `from`. Leave out goals that repeat or were never carried. Return the
 * number of these items, at most the number of items of `from`. */
size_t wp_later_copy_notes_done_before(const struct wp_item **items, const struct wp_week *from,
                                       const struct wp_week *to);

#endif
