/*
 * Copy items of one week into another week, with their own bytes and comments (see copy_item.h).
 */
#ifndef EDIT_COPY_ITEMS_H
#define EDIT_COPY_ITEMS_H

#include <weekplan/edit.h>

/*
 * Make the patch that appends items of `source` to lists of `week`. Each change names a list of
 * `week`; its values are copies of items of `source`, linked by `next`. At most one change for each
 * item of `week`. Return as wp_edit_week does.
 */
enum wp_status wp_edit_copy_items(struct wp_edit *edit, const struct wp_week *week,
                                  const struct wp_week *source, const struct wp_change *changes,
                                  size_t count, struct wp_error *error);

/*
 * Make the patch that inserts copies of items of `source`, linked by `next`, into the list of
 * `parent`, an item of `week`, in front of `before`; if `before` is NULL, at the end. Either all
 * `items` and the new list are of `also:`, or none is. Return as wp_edit_week does. Also return
 * WP_INVALID if the format does not allow an item at the new position.
 */
enum wp_status wp_edit_copy_items_before(struct wp_edit *edit, const struct wp_week *week,
                                         const struct wp_week *source, const struct wp_item *items,
                                         const struct wp_item *parent, const struct wp_item *before,
                                         struct wp_error *error);

/* Make the patch that starts a week with copies of items as its goals; as its list `also:` if they
 * are items of `also:`. If `start` is WP_NO_DAY, start the list for later. Return as
 * wp_edit_new_week does. */
enum wp_status wp_edit_new_week_of_copies(struct wp_edit *edit, const struct wp_input *input,
                                          const struct wp_found *found, wp_day start,
                                          const struct wp_week *source, const struct wp_item *items,
                                          struct wp_error *error);

#endif
