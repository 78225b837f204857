/*
 * Items that one version has done in the old week, while the other version has carried them, still
 * open, to a new week. The merged plan has both. A person may want to take the item out of the new
 * week.
 */
#ifndef MERGE_DONE_BEFORE_CARRY_H
#define MERGE_DONE_BEFORE_CARRY_H

#include "base/arena.h"
#include <weekplan/item.h>

/* The weeks of one carry. All are borrowed. */
struct wp_carry_versions {
    const struct wp_week *base;    /* the old week in the base, in which the items are open */
    const struct wp_week *done;    /* the old week in the version that has done some */
    const struct wp_week *begun;   /* the new week in that version, or NULL */
    const struct wp_week *left;    /* the old week in the other version, or NULL */
    const struct wp_week *carried; /* the new week in the other version */
};

/* Set *items to the items of weeks->carried that are open there and done before, without those
 * below them. An item that is not in weeks->left was moved and not carried. Return their number.
 * The arena owns the array. */
size_t wp_done_before_carry_list(const struct wp_carry_versions *weeks, struct wp_arena *arena,
                                 const struct wp_item ***items);

#endif
