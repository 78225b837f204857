/*
 * Work that is done side by side.
 */
#ifndef BASE_PARALLEL_H
#define BASE_PARALLEL_H

#include <stddef.h>

/*
 * Calls `work` for each of `count` jobs of `size` bytes, all at once if that is
 * possible, and comes back when all of them are done. The work may not touch what
 * another job changes.
 */
void wp_parallel(void (*work)(void *job), void *jobs, size_t size, size_t count);

#endif
