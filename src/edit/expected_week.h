/*
 * The week that an edit has to result in: the week before the edit, and the intended differences.
 * It is not a second tree of items. The edited week is compared with the week before and the
 * differences, item by item.
 *
 *     struct wp_expected_week expected = wp_expected_week_without(week, items, count);
 *     ... read the edited week `after` ...
 *     if (!wp_expected_week_matches(&expected, &after->root) ||
 *         !wp_expected_week_matches(&expected, &after->also))
 *         ...
 */
#ifndef EDIT_EXPECTED_WEEK_H
#define EDIT_EXPECTED_WEEK_H

#include "base/arena.h"
#include <weekplan/edit.h>

/* An expected week. The week before the edit, the changes and the items are borrowed. */
struct wp_expected_week {
    const struct wp_item *root;
    const struct wp_item *also; /* the item week->also, whose subtasks are the items of `also:` */
    /* changes sorted by item; changes of one item are in the order of the caller */
    const struct wp_change **changes;
    size_t change_count;
    /* items of the week before the edit that are removed; sorted (see plan/item_set.h) */
    const struct wp_item *const *left_out;
    size_t left_out_count;
    /* Item that is moved before `before` in the list of `parent`; to the end if `before` is NULL.
     * */
    const struct wp_item *moved;
    /* whether `moved` and its next siblings are items of another week, of which copies are
     * inserted */
    bool copied;
    const struct wp_item *parent;
    const struct wp_item *before;
};

/* Return the expected week for an edit that makes all changes. `arena` owns the sorted list of the
 * changes. */
struct wp_expected_week wp_expected_week_changed(struct wp_arena *arena, const struct wp_week *week,
                                                 const struct wp_change *changes, size_t count);

/* Return the expected week for an edit that removes `count` items. `items` is sorted (see
 * plan/item_set.h). */
struct wp_expected_week wp_expected_week_without(const struct wp_week *week,
                                                 const struct wp_item *const *items, size_t count);

/* Return the expected week for an edit that moves `item` into the list of `parent`, before the item
 * `before`; to the end if `before` is NULL. */
struct wp_expected_week wp_expected_week_moved(const struct wp_week *week,
                                               const struct wp_item *item,
                                               const struct wp_item *parent,
                                               const struct wp_item *before);

/* Return the expected week for an edit that inserts copies of `items`, which are of another week
 * and linked by `next`, into the list of `parent`, before the item `before`; at the end if `before`
 * is NULL. */
struct wp_expected_week wp_expected_week_copied(const struct wp_week *week,
                                                const struct wp_item *items,
                                                const struct wp_item *parent,
                                                const struct wp_item *before);

/* Return how many items the expected week has, with the items of `also:`. */
size_t wp_expected_week_items(const struct wp_expected_week *expected);

/* Return an upper bound of the number of tags and links of the expected week. Removed tags and
 * links are counted too. */
size_t wp_expected_week_strings(const struct wp_expected_week *expected);

/* Whether the list of `root` has exactly the expected values and `x-` keys. `root` is the root or
 * the `also` item of the edited week. */
bool wp_expected_week_matches(const struct wp_expected_week *expected, const struct wp_item *root);

#endif
