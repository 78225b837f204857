/*
 * Functions that allocate memory and never return NULL. If memory cannot be allocated, they call
 * the handler of <weekplan/memory.h>. Free the memory with free(3).
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

#include <weekplan/memory.h>

/* Call the out-of-memory handler. Use wp_memory_exhausted if a foreign library is out of memory. */
_Noreturn void wp_memory_exhausted(void);

/* Return `size` bytes, not zeroed. */
void *wp_memory_alloc(size_t size);

/* Return `count` zeroed objects of `size` bytes. */
void *wp_memory_array(size_t count, size_t size);

/* Resize `memory` to `count` objects of `size` bytes, as realloc(3) does, and return it. NULL is
 * allowed for `memory`. Added bytes are not zeroed. */
void *wp_memory_resize(void *memory, size_t count, size_t size);

/* Resize `memory`, an array of `*capacity` objects of `size` bytes, to at least `needed` objects,
 * and return it. If it is too small, double `*capacity` until it is enough, or begin with 16. */
void *wp_memory_grow(void *memory, size_t *capacity, size_t needed, size_t size);

/* Return a copy of a NUL-terminated string. */
char *wp_memory_strdup(const char *text);

#endif
