/*
 * Memory for what lives as long as a week: allocated piece by piece, freed at
 * once.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <weekplan/str.h>

struct wp_arena;

/* An arena whose first chunk holds about `size_hint` bytes; NULL when memory
 * is out. */
struct wp_arena *wp_arena_new(size_t size_hint);

/* `size` zeroed bytes, aligned for any object; NULL when memory is out. */
void *wp_arena_alloc(struct wp_arena *arena, size_t size);

/* `count` zeroed objects of `size` bytes; NULL as well when the product does
 * not fit a size_t. */
void *wp_arena_array(struct wp_arena *arena, size_t count, size_t size);

/* A copy of `text`, followed by a NUL; data is NULL when memory is out. */
struct wp_str wp_arena_copy(struct wp_arena *arena, struct wp_str text);

/* Gives back all that is in the arena, to be used again; the most of its memory
 * stays. */
void wp_arena_clear(struct wp_arena *arena);

/* Makes all that is in `other` a part of `arena`, and frees the rest of it. NULL
 * for `other` is fine. */
void wp_arena_adopt(struct wp_arena *arena, struct wp_arena *other);

/* Frees the arena and everything in it; NULL is fine. */
void wp_arena_free(struct wp_arena *arena);

#endif
