/*
 * Find out which item of a version is which item of another version. The rules, in this order:
 *
 * 1. Items with the same id are a pair. They are none if the id was moved from one item to another:
 *    if each of their titles is the title of an item in the other version too. Of new items, and
 *    without a base, one such title is enough. Without a base they also have to be alike (see
 *    alike_items.h), or to have a common subtask.
 * 2. Items with the same title are a pair if their parents are. Siblings with equal titles are
 *    paired in the order of the file.
 * 3. Items with the same title are a pair if no other item without a pair has this title: the item
 *    was moved, perhaps between the goals and the list `also:`.
 * 4. Two items are a pair if more than half of the subtasks of one are subtasks of the other one.
 * 5. Two items between the same two siblings are a pair if they are alike (see alike_items.h): the
 *    item was renamed.
 * 6. Two items are a pair if each is alone between the same two siblings, or alone above the same
 *    first one: the item was renamed. This rule is not for the end of a list, where new items are
 *    added: there one item may have been deleted, and the other one added.
 *
 * By the last three rules items with two different ids are no pair.
 */
#ifndef MERGE_PAIR_VERSIONS_H
#define MERGE_PAIR_VERSIONS_H

#include "merge/version_items.h"

/*
 * Set the mates of all items of the three versions. Items of `ours` and `theirs` are a pair if both
 * are pairs with the same item of the base. New items of both are paired by the rules 1 and 2. If
 * `without_base`, the items of ours and theirs are paired by the rules 1 to 3, because an item that
 * only one of them has was not renamed.
 */
void wp_pair_versions(struct wp_version_items versions[WP_VERSIONS], bool without_base,
                      struct wp_arena *arena);

/* Pair the items of a week with their copies in another week, by the rules 1 to 3. Set the mates of
 * both. */
void wp_pair_copies(struct wp_version_items *items, struct wp_version_items *copies,
                    struct wp_arena *arena);

#endif
