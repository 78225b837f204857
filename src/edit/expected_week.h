/*
 * What a plan has to be after an edit: the items of the week as it was, and what
 * shall be different. It is no second tree: what the patched bytes say is compared
 * with both, item by item.
 *
 *     struct wp_expected_week expected = wp_expected_week_without(week, items, count);
 *     ... after = what the patched bytes say ...
 *     if (!wp_expected_week_matches(&expected, &after->root)) ...
 */
#ifndef EDIT_EXPECTED_WEEK_H
#define EDIT_EXPECTED_WEEK_H

#include "base/arena.h"
#include <weekplan/edit.h>

/* Borrows the week, the changes and the items. */
struct wp_expected_week {
    const struct wp_item *root;
    const struct wp_change **changes; /* sorted by item, for one item as they were given */
    size_t change_count;
    const struct wp_item *const *left_out; /* a set */
    size_t left_out_count;
    /* Stands elsewhere: before `before` under `parent`, behind all where that is
     * NULL. */
    const struct wp_item *moved;
    const struct wp_item *parent;
    const struct wp_item *before;
};

/* Return the week with all changes made. `arena` owns the sorted list of the changes. */
struct wp_expected_week wp_expected_week_changed(struct wp_arena *arena, const struct wp_week *week,
                                                 const struct wp_change *changes, size_t count);

/* The week without some of its items, a set; the same otherwise. */
struct wp_expected_week wp_expected_week_without(const struct wp_week *week,
                                                 const struct wp_item *const *items, size_t count);

/* The week in which `item` stands before `before` under `parent`, or behind all that
 * is there; nothing else is different. */
struct wp_expected_week wp_expected_week_moved(const struct wp_week *week,
                                               const struct wp_item *item,
                                               const struct wp_item *parent,
                                               const struct wp_item *before);

/* How many goals and subtasks there have to be. */
size_t wp_expected_week_items(const struct wp_expected_week *expected);

/* How many tags and links there will be, at most: those that go are counted too. */
size_t wp_expected_week_strings(const struct wp_expected_week *expected);

/* Whether the week whose root is `root` says that, key by key, and the same for keys that
 * begin with `x-`. */
bool wp_expected_week_matches(const struct wp_expected_week *expected, const struct wp_item *root);

#endif
