/*
 * The distance between two words, to suggest the word that was meant.
 */
#ifndef BASE_EDIT_DISTANCE_H
#define BASE_EDIT_DISTANCE_H

#include <weekplan/str.h>

/*
 * Return the distance from `a` to `b` (optimal string alignment): the number of bytes to
 * insert, delete, replace, or swap with their neighbour. ASCII letters are compared without
 * case. Return `limit + 1` if the distance is more than `limit`, or a text is longer than
 * 64 bytes.
 */
unsigned wp_edit_distance(struct wp_str a, struct wp_str b, unsigned limit);

/* Whether `candidate` is near enough to `word` to suggest it: at most one edit for a word
 * of up to three bytes, two for up to seven, else three. Set *distance. */
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
