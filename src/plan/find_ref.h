/*
 * The item that a REF names.
 *
 * 1. A REF of digits and dots is a path, as it is shown: 1.2.3.
 * 2. Else it is the id of an item, exactly.
 * 3. Else it is a title: the same bytes, else the same text (case-folded, composed), else a
 *    part of the text. Items that the command can act on are searched first.
 *
 * If only an item that the command cannot act on has the whole title, the REF names that item,
 * before any part of a title is looked for. So `done "Round 1"` does not tick off "Round 10"
 * when Round 1 is done already; the command finds nothing to do. If nothing else fits, a REF
 * names the only item that the command cannot act on with that part in its title.
 */
#ifndef PLAN_FIND_REF_H
#define PLAN_FIND_REF_H

#include <weekplan/item.h>

/* A set of states: a command can act on items in these states. */
#define WP_ACTS_ON(state) (1u << (state))
#define WP_ACTS_ON_ALL    (WP_ACTS_ON(WP_OPEN) | WP_ACTS_ON(WP_DONE) | WP_ACTS_ON(WP_DROPPED))

enum { WP_CANDIDATES_MAX = 20, WP_NEAREST_MAX = 3 };

struct wp_selection {
    const struct wp_item *item; /* the item, if exactly one fits; else NULL */
    /* If several fit: the first of them, in the order of the file. If none fits: those with the
     * nearest titles, the nearest first. */
    const struct wp_item *candidates[WP_CANDIDATES_MAX];
    size_t candidate_count;
    size_t fitting; /* the number of items that fit */
};

/* Look up `ref` in the week. `acts_on` is the set of states (WP_ACTS_ON) of the items that
 * the command can act on. A blank ref fits nothing. */
void wp_find_ref(const struct wp_week *week, struct wp_str ref, unsigned acts_on,
                 struct wp_selection *selection);

#endif
