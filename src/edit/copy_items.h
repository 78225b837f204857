/*
 * Items of one week that come into another one with their own lines (see lift.h).
 */
#ifndef EDIT_COPY_ITEMS_H
#define EDIT_COPY_ITEMS_H

#include <weekplan/edit.h>

/*
 * Puts items of `source` into `week`: each change is one for a list, and its
 * values, copies of items of `source` linked by `next`, come behind those that
 * the list has. At most one change for an item. Fails as wp_edit_week does.
 */
enum wp_status wp_edit_copy_items(struct wp_edit *edit, const struct wp_week *week,
                                  const struct wp_week *source, const struct wp_change *changes,
                                  size_t count, struct wp_error *error);

/* Starts a week with such items for its goals; see wp_edit_new_week. */
enum wp_status wp_edit_new_week_of_copies(struct wp_edit *edit, const struct wp_input *input,
                                          const struct wp_found *found, wp_day start,
                                          const struct wp_week *source, const struct wp_item *goals,
                                          struct wp_error *error);

#endif
