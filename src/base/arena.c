#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* A block of memory of an arena. */
struct chunk {
    struct chunk *older;
    size_t capacity;
    size_t used;
    _Alignas(max_align_t) char bytes[];
};

struct wp_arena {
    struct chunk *chunk; /* the newest chunk; objects are allocated only in this chunk */
};

/* Sizes of chunks in bytes. Chunks have a largest size so that malloc(3) can use the chunks of a
 * large week that was freed for the chunks of the next week. */
enum { SMALLEST_CHUNK = 1 << 10, LARGEST_CHUNK = 1 << 20 };

/* Add a chunk with room for at least `size` bytes. Each chunk is twice as large as the chunk
 * before, up to LARGEST_CHUNK. */
static void add_chunk(struct wp_arena *arena, size_t size)
{
    size_t capacity = arena->chunk ? arena->chunk->capacity * 2 : SMALLEST_CHUNK;
    if (capacity > LARGEST_CHUNK)
        capacity = LARGEST_CHUNK;
    if (capacity < size)
        capacity = size;
    if (capacity > SIZE_MAX - sizeof(struct chunk))
        wp_memory_exhausted();

    struct chunk *chunk = wp_memory_alloc(sizeof *chunk + capacity);
    chunk->older = arena->chunk;
    chunk->capacity = capacity;
    chunk->used = 0;
    arena->chunk = chunk;
}

/* Return `size` bytes that are not zeroed. */
static char *arena_take(struct wp_arena *arena, size_t size, size_t alignment)
{
    struct chunk *chunk = arena->chunk;
    size_t start = (chunk->used + alignment - 1) / alignment * alignment;
    if (start > chunk->capacity || size > chunk->capacity - start) {
        add_chunk(arena, size);
        chunk = arena->chunk;
        start = 0;
    }
    chunk->used = start + size;
    return chunk->bytes + start;
}

struct wp_arena *wp_arena_new(size_t size_hint)
{
    struct wp_arena *arena = wp_memory_array(1, sizeof *arena);
    add_chunk(arena, size_hint);
    return arena;
}

void *wp_arena_alloc(struct wp_arena *arena, size_t size)
{
    return memset(arena_take(arena, size, _Alignof(max_align_t)), 0, size);
}

void *wp_arena_array(struct wp_arena *arena, size_t count, size_t size)
{
    if (size > 0 && count > SIZE_MAX / size)
        wp_memory_exhausted();
    return wp_arena_alloc(arena, count * size);
}

struct wp_str wp_arena_copy(struct wp_arena *arena, struct wp_str text)
{
    if (text.length == SIZE_MAX)
        wp_memory_exhausted();

    char *copy = arena_take(arena, text.length + 1, 1);
    if (text.length > 0)
        memcpy(copy, text.data, text.length);
    copy[text.length] = '\0';
    return (struct wp_str){copy, text.length};
}

void wp_arena_free(struct wp_arena *arena)
{
    if (!arena)
        return;
    for (struct chunk *chunk = arena->chunk; chunk;) {
        struct chunk *older = chunk->older;
        free(chunk);
        chunk = older;
    }
    free(arena);
}
