/*
 * The edit distance between two words, to suggest the word that was meant ("titel": "title").
 */
#ifndef BASE_EDIT_DISTANCE_H
#define BASE_EDIT_DISTANCE_H

#include <weekplan/str.h>

/*
 * Return the distance from `a` to `b` (optimal string alignment): the number of bytes to insert,
 * delete, replace, or swap with their neighbour. Lower and upper case of an ASCII letter are equal.
 * Return `limit + 1` if the distance is more than `limit`, or if a word is longer than 64 bytes.
 */
unsigned wp_edit_distance(struct wp_str a, struct wp_str b, unsigned limit);

/* Whether `candidate` is near enough to `word` to be suggested. For a word of up to three bytes one
 * edit is allowed, of up to seven bytes two edits, else three. Set *distance to the number of
 * edits, or to a larger number than allowed. */
bool wp_edit_distance_is_near(struct wp_str word, struct wp_str candidate, unsigned *distance);

/* A search for the name that was most likely meant. Set `word`, and zero the other members. */
struct wp_nearest {
    struct wp_str word; /* the unknown word that the user typed */
    const char *name;   /* the nearest name so far; NULL if no name is near */
    unsigned distance;  /* number of edits from `word` to `name` */
};

/* Set nearest->name to `name` if `name` is near the word, and nearer than all names so far. */
void wp_nearest_try(struct wp_nearest *nearest, const char *name);

#endif
