/*
 * Which items of a week are in another one already: by their id, wherever that
 * is, else by their title at the same place. Of several with one title the first
 * is the first one there, and so on.
 */
#ifndef PLAN_PAIR_H
#define PLAN_PAIR_H

#include "base/arena.h"
#include <weekplan/item.h>

struct wp_pair_list {
    const struct wp_item **items; /* sorted; in the arena */
    size_t count;
};

struct wp_pair {
    struct wp_pair_list ids;    /* of the other week, by id */
    struct wp_pair_list titled; /* looked for by title: by place, title and number */
    struct wp_pair_list titles; /* of the other week, the same */
};

/* Gets ready to look for `count` items in the tree under `other`. False when memory
 * is out. */
bool wp_pair_begin(struct wp_pair *match, struct wp_arena *arena,
                   const struct wp_item *const *items, size_t count, const struct wp_item *other);

/* What one of the items is in the other week, where its parent is `parent` (NULL:
 * nothing there); or NULL. */
const struct wp_item *wp_pair_find(const struct wp_pair *match, const struct wp_item *item,
                                   const struct wp_item *parent);

#endif
