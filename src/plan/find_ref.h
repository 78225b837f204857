/*
 * Find the item that a REF names. A REF is an argument of a command, such as `weekplan done REF`.
 *
 * 1. A REF of digits and dots is a path, as `status` prints it: 1.2.3. The path of an item in the
 *    list `also:` is a '+' and its number: +1.
 * 2. Else a REF is the id of an item, exactly.
 * 3. Else a REF is a title: with the same bytes; else with the same text in NFC and without case;
 *    else whole words of that text; else a part of it that begins with a word; else any part of it.
 *    Items on which the command can act are searched first.
 *
 * A whole title is preferred to a part of a title, even if the command cannot act on the item: if
 * "Round 1" is done already, `done "Round 1"` does nothing, and does not change "Round 10". If
 * nothing else fits, a part of a title names an item on which the command cannot act, if exactly
 * one such title has that part.
 */
#ifndef PLAN_FIND_REF_H
#define PLAN_FIND_REF_H

#include <weekplan/item.h>

/* Return the bit of a state in a set of item states: the states in which a command can act on an
 * item. */
#define WP_ACTS_ON(state) (1u << (state))
/* A member of a set of item states: the command can act on items of the list `also:`. These items
 * are not in the states of WP_ACTS_ON. */
#define WP_ACTS_ON_ALSO (1u << (WP_DROPPED + 1))

#define WP_ACTS_ON_ALL  (WP_ACTS_ON(WP_OPEN) | WP_ACTS_ON(WP_DONE) | WP_ACTS_ON(WP_DROPPED))

enum { WP_CANDIDATES_MAX = 20, WP_NEAREST_MAX = 3 };

/* How a REF names the items that fit. */
enum wp_ref_fit {
    WP_REF_FITS_NONE,
    WP_REF_FITS_EXACTLY, /* the REF is a path or an id */
    WP_REF_FITS_TITLE,   /* the REF is a whole title */
    WP_REF_FITS_WORDS,   /* the REF is whole words of a title */
    /* The REF is a part of a title that begins with a word, and ends inside a word. A part that
     * begins before or after a letter without case also fits, because Chinese has no blanks. */
    WP_REF_FITS_BEGINNING,
    WP_REF_FITS_PART /* the REF is a part of a title that begins inside a word */
};

/* The result of wp_find_ref. */
struct wp_selection {
    const struct wp_item *item; /* the item if exactly one item fits; else NULL */
    /* If several items fit, the first of these items, in the order of the file. If no item fits,
     * the items with the nearest titles, the nearest first. */
    const struct wp_item *candidates[WP_CANDIDATES_MAX];
    size_t candidate_count;
    size_t fitting; /* number of items that fit */
    /* If several titles have the REF as whole words, or words that begin with it, and the command
     * can act on none of these items: their number, and they are the candidates. No item fits. */
    size_t unusable;
    enum wp_ref_fit fit;
};

/* Look up `ref` in the week. `acts_on` is the set of states (WP_ACTS_ON) in which the command can
 * act on an item, with WP_ACTS_ON_ALSO if the command can act on items of `also:`. If `ref` is
 * blank, no item fits. */
void wp_find_ref(const struct wp_week *week, struct wp_str ref, unsigned acts_on,
                 struct wp_selection *selection);

/* Whether `ref` has the form of a range of paths: "4-8", "1.2-1.5", "+1-+3". Set *first and *last
 * to the paths before and after the '-'. */
bool wp_find_ref_split_range(struct wp_str ref, struct wp_str *first, struct wp_str *last);

/* Whether `ref` is a range of siblings that the week has, such as "4-8" or "1.2-1.5". Set *first
 * and *last to the first and the last item of the range. The items between them are linked by
 * `next`. */
bool wp_find_ref_range(const struct wp_week *week, struct wp_str ref, const struct wp_item **first,
                       const struct wp_item **last);

#endif
