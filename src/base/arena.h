/*
 * An arena: memory that is allocated piece by piece and freed at once.
 *
 *     struct wp_arena *arena = wp_arena_new(0);
 *     struct wp_str copy = wp_arena_copy(arena, text);
 *     wp_arena_free(arena);                   // frees `copy` too
 *
 * An object of an arena lives until wp_arena_free. No function of this header fails (see
 * <weekplan/memory.h>).
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <weekplan/str.h>

struct wp_arena;

/* Return an empty arena whose first chunk holds about `size_hint` bytes. Free it with
 * wp_arena_free. */
struct wp_arena *wp_arena_new(size_t size_hint);

/* Return `size` zeroed bytes, aligned for any object. */
void *wp_arena_alloc(struct wp_arena *arena, size_t size);

/* Return `count` zeroed objects of `size` bytes. */
void *wp_arena_array(struct wp_arena *arena, size_t count, size_t size);

/* Return a copy of `text`, with a NUL after its last byte. */
struct wp_str wp_arena_copy(struct wp_arena *arena, struct wp_str text);

/* Free the arena and all its objects. NULL is allowed. */
void wp_arena_free(struct wp_arena *arena);

#endif
