/*
 * Items that one version has closed or removed in the old week, while the other version has
 * carried them, still open, to a new week. The merged plan has them there. A person may want to
 * take them out of the new week.
 */
#ifndef MERGE_DONE_BEFORE_CARRY_H
#define MERGE_DONE_BEFORE_CARRY_H

#include "base/arena.h"
#include "merge/carry_versions.h"

/* An item of the new week that is open there. */
struct wp_done_before_carry {
    const struct wp_item *item; /* of the version that has carried it */
    /* WP_KEY_DONE or WP_KEY_DROPPED; WP_KEY_COUNT if the other version has it no longer */
    enum wp_key key;
};

/* Set *items to the items that the other version than `closer` has carried, and that `closer` has
 * closed or removed before, without those below them. If the new week is in the base, only goals
 * that are marked as carried count, with what is below them. An item that the other version does
 * not have in its old week was moved and not carried. Return their number. The arena owns the
 * array. */
size_t wp_done_before_carry_list(const struct wp_carry_versions *weeks, enum wp_version closer,
                                 struct wp_arena *arena, struct wp_done_before_carry **items);

#endif
