#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_OBJECTS = 16 };

static wp_memory_handler *memory_handler;

void wp_memory_set_handler(wp_memory_handler *handler)
{
    memory_handler = handler;
}

_Noreturn void wp_memory_exhausted(void)
{
    if (memory_handler != NULL)
        memory_handler();
    abort();
}

/* Return the size in bytes of an array of `count` objects. Call the handler if the size is above
 * PTRDIFF_MAX, because no object in C can be larger. */
static size_t array_size(size_t count, size_t size)
{
    if (size > 0 && count > (size_t)PTRDIFF_MAX / size)
        wp_memory_exhausted();
    return count * size;
}

/* Return `memory`. Call the handler if `memory` is NULL and `size` is not 0. */
static void *or_exhausted(void *memory, size_t size)
{
    if (memory == NULL && size > 0)
        wp_memory_exhausted();
    return memory;
}

void *wp_memory_alloc(size_t size)
{
    return or_exhausted(malloc(array_size(size, 1)), size);
}

void *wp_memory_array(size_t count, size_t size)
{
    size_t bytes = array_size(count, size);

    return or_exhausted(calloc(count, size), bytes);
}

void *wp_memory_resize(void *memory, size_t count, size_t size)
{
    size_t bytes = array_size(count, size);

    /* Never ask for 0 bytes: the result of realloc(p, 0) is implementation-defined in C11. */
    return or_exhausted(realloc(memory, bytes > 0 ? bytes : 1), 1);
}

void *wp_memory_grow(void *memory, size_t *capacity, size_t needed, size_t size)
{
    size_t larger = *capacity > 0 ? *capacity : FIRST_OBJECTS;

    if (needed <= *capacity)
        return memory;
    while (larger < needed)
        larger = larger > SIZE_MAX / 2 ? needed : 2 * larger;
    memory = wp_memory_resize(memory, larger, size);
    *capacity = larger;
    return memory;
}

char *wp_memory_strdup(const char *text)
{
    size_t size = strlen(text) + 1;

    return memcpy(wp_memory_alloc(size), text, size);
}
