/*
 * Which item a REF names.
 *
 * 1. Digits and dots are a path, as shown: 1.2.3. Nothing else.
 * 2. Else an id, exactly.
 * 3. Else a title: the same bytes, else the same text (case-folded, composed),
 *    else a part of the text; each among the items that the command can act on.
 *
 * One addition keeps `done "Round 1"` from ticking off "Round 10" once Round 1
 * is done: where no item that can be acted on has the whole title but another
 * one has, that other one is meant (and the command finds nothing to do). So is
 * the only other one that has the text in its title, where nothing else fits.
 */
#ifndef PLAN_SELECT_H
#define PLAN_SELECT_H

#include <weekplan/error.h>
#include <weekplan/item.h>

/* Sets of enum wp_state: the states of the items that a command can act on. */
#define WP_ACTS_ON(state) (1u << (state))
#define WP_ACTS_ON_ALL    (WP_ACTS_ON(WP_OPEN) | WP_ACTS_ON(WP_DONE) | WP_ACTS_ON(WP_DROPPED))

enum { WP_CANDIDATES_MAX = 20, WP_NEAREST_MAX = 3 };

struct wp_selection {
    const struct wp_item *item; /* the one; NULL when none or several fit */
    /* When several fit: the first of them, in the order of the file. When none
     * does: those with the nearest titles, nearest first; may be empty. */
    const struct wp_item *candidates[WP_CANDIDATES_MAX];
    size_t candidate_count;
    size_t fitting; /* how many fit */
};

/* Looks `ref` up in the week. Fails only with WP_NO_MEMORY. An empty or blank
 * ref fits nothing. A path of the form 1.2 that leads nowhere fits nothing. */
enum wp_status wp_select(const struct wp_week *week, struct wp_str ref, unsigned acts_on,
                         struct wp_selection *selection, struct wp_error *error);

#endif
