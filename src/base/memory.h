/*
 * Allocation that never fails: it calls the handler of <weekplan/memory.h> instead of
 * returning NULL. Free what these functions return with free(3).
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

#include <weekplan/memory.h>

/* Call the handler. For memory that a foreign library could not allocate. */
_Noreturn void wp_memory_exhausted(void);

/* Return `size` bytes, not zeroed. */
void *wp_memory_alloc(size_t size);

/* Return `count` zeroed objects of `size` bytes. */
void *wp_memory_array(size_t count, size_t size);

/* Return `memory` with room for `count` objects of `size` bytes; NULL is allowed for
 * `memory`. What is added is not zeroed. */
void *wp_memory_resize(void *memory, size_t count, size_t size);

/* Return `memory`, which has room for `*capacity` objects of `size` bytes, with room for
 * at least `needed`. Double `*capacity` until it is enough, from 16 on. */
void *wp_memory_grow(void *memory, size_t *capacity, size_t needed, size_t size);

/* Return a copy of a NUL-terminated string. */
char *wp_memory_strdup(const char *text);

#endif
