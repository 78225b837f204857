/*
 * The week that an edit has to give: the week before, and what has to differ. It is no second
 * tree: the patched week is compared with both, item by item.
 *
 *     struct wp_expected_week expected = wp_expected_week_without(week, items, count);
 *     ... read the patched week `after` ...
 *     if (!wp_expected_week_matches(&expected, &after->root))
 *         ...
 */
#ifndef EDIT_EXPECTED_WEEK_H
#define EDIT_EXPECTED_WEEK_H

#include "base/arena.h"
#include <weekplan/edit.h>

/* The week, the changes and the items are borrowed. */
struct wp_expected_week {
    const struct wp_item *root;
    const struct wp_change **changes; /* sorted by item; those of one item in their order */
    size_t change_count;
    const struct wp_item *const *left_out; /* a set */
    size_t left_out_count;
    /* The item that is before `before` under `parent` now; at the end if `before` is NULL. */
    const struct wp_item *moved;
    const struct wp_item *parent;
    const struct wp_item *before;
};

/* Return the week with all changes made. `arena` owns the sorted list of the changes. */
struct wp_expected_week wp_expected_week_changed(struct wp_arena *arena, const struct wp_week *week,
                                                 const struct wp_change *changes, size_t count);

/* Return the week without a set of its items. */
struct wp_expected_week wp_expected_week_without(const struct wp_week *week,
                                                 const struct wp_item *const *items, size_t count);

/* Return the week with `item` moved before `before` under `parent`, or to the end if
 * `before` is NULL. */
struct wp_expected_week wp_expected_week_moved(const struct wp_week *week,
                                               const struct wp_item *item,
                                               const struct wp_item *parent,
                                               const struct wp_item *before);

/* Return how many goals and subtasks the week has to have. */
size_t wp_expected_week_items(const struct wp_expected_week *expected);

/* Return the greatest number of tags and links that the week may have. Removed ones count
 * too. */
size_t wp_expected_week_strings(const struct wp_expected_week *expected);

/* Whether the week with the root `root` has exactly the expected values, and the same `x-`
 * keys. */
bool wp_expected_week_matches(const struct wp_expected_week *expected, const struct wp_item *root);

#endif
