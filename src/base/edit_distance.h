/*
 * What somebody may have meant.
 */
#ifndef BASE_EDIT_DISTANCE_H
#define BASE_EDIT_DISTANCE_H

#include <weekplan/str.h>

/*
 * How many single-byte insertions, deletions, replacements and swaps of
 * neighbours lead from `a` to `b` (optimal string alignment), ASCII letters
 * compared without case; `limit + 1` when it is more than `limit`. Texts of
 * more than 64 bytes are never near each other.
 */
unsigned wp_edit_distance(struct wp_str a, struct wp_str b, unsigned limit);

/* Whether `candidate` is near enough to `word` to be suggested for it: at most
 * one edit for up to three bytes, two for up to seven, three beyond. */
bool wp_edit_distance_is_near(struct wp_str word, struct wp_str candidate, unsigned *distance);

/* A search for the name that was most likely meant. Set `word`, zero the rest. */
struct wp_nearest {
    struct wp_str word; /* what was typed */
    const char *name;   /* the nearest name so far; NULL if none is near */
    unsigned distance;  /* of `name` from `word` */
};

/* Keep `name` if it is near to the word, and nearer than all names before. */
void wp_nearest_try(struct wp_nearest *nearest, const char *name);

#endif
