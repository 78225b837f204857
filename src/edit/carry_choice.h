/*
 * Choose the items that are carried to a later week, and count what was carried and what was not.
 * docs/plan-format.md has the rules.
 */
#ifndef EDIT_CARRY_CHOICE_H
#define EDIT_CARRY_CHOICE_H

#include "plan/pair_items.h"
#include <weekplan/carry.h>

/* A goal of the old week that is carried, whole or in part. */
struct wp_carry_goal {
    const struct wp_item *goal;
    const struct wp_item *there; /* the goal of the later week that gets the subtasks of `goal`;
                                    NULL if `goal` itself is added to the later week */
};

struct wp_carry_choice {
    const struct wp_carry *carry; /* the request of the caller; borrowed */
    struct wp_carried *carried;   /* numbers of carried and left items, for the caller; borrowed */
    const struct wp_item *to;     /* root of the later week; an empty item if the week is new */
    /* the items carry->elsewhere, as a sorted set (plan/item_set.h) */
    const struct wp_item **elsewhere;
    struct wp_pair pair; /* pairs of items of the old week and of the later week */
    /* Items of the old week that are not carried, because they stay in the old week, or because the
     * later week already has them. */
    const struct wp_item **removed;
    size_t removed_count;
    /* For each item of the old week that is not removed, in the order of the file: the item of the
     * later week to which it is added. NULL if its parent is added too, or if the later week has
     * the item. */
    const struct wp_item **target;
    size_t copied_count; /* number of items that are not removed */
    /* The goals that are carried, in the order of the file. */
    struct wp_carry_goal *goals;
    size_t goal_count;
};

/* Choose the items: set the members from `pair` on, and choice->carried. `arena` owns `target` and
 * `goals`; `scratch` owns the other arrays. */
void wp_carry_choose(struct wp_carry_choice *choice, struct wp_arena *arena,
                     struct wp_arena *scratch);

/* Whether the item is carried even if it is done, and is open again in the later week. That is an
 * item of a goal with `repeat:`, or any item if carry->fresh is set. */
bool wp_carry_choice_is_reset(const struct wp_carry *carry, const struct wp_item *item);

#endif
