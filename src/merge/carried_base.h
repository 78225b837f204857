/*
 * The base of a week to which both versions have carried items: no version in common has them
 * there, but both have copied the same items of the base. The week that carrying these makes of the
 * base is what both began from. So what one of them has removed from the new week, or moved in it,
 * is not taken for something new of the other one.
 *
 * An item is in this base if both versions have carried it, or if one has, and the other one has
 * removed its copy. A version that lacks the item has removed it if it has carried at least half of
 * the items that are open in its old week; else it has only carried some, and the item is new. An
 * item that both have copied by hand, with all its keys, is as good as one that both have carried.
 */
#ifndef MERGE_CARRIED_BASE_H
#define MERGE_CARRIED_BASE_H

#include "base/arena.h"
#include "merge/carry_versions.h"

/* What both versions have carried. */
struct wp_carried_base {
    /* items of before[WP_BASE] without subtasks that are not in the base of the new week */
    const struct wp_item **left;
    size_t left_count;
    size_t carried_count; /* number of the others that `carry` copies */
    /* For each version, the goals that it lacks, although it has carried others: as the other
     * version has them. A person may want to know that they are kept. */
    const struct wp_item **lacking[WP_VERSIONS];
    size_t lacking_counts[WP_VERSIONS];
};

/* Find out what ours and theirs have carried. Only the new week of the base may be NULL. The arena
 * owns the lists. */
void wp_carried_base_find(struct wp_carried_base *carried, const struct wp_carry_versions *weeks,
                          struct wp_arena *arena);

#endif
