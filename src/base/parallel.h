/*
 * Work that is done side by side.
 */
#ifndef BASE_PARALLEL_H
#define BASE_PARALLEL_H

#include <stddef.h>

/*
 * Calls `work` for each of `count` jobs of `size` bytes, by as many threads as
 * `threads` where they can be had (the caller's own is one of them), and comes back
 * when all of them are done. A thread that is done with a job takes the next one.
 * The work may not touch what another job changes.
 */
void wp_parallel(void (*work)(void *job), void *jobs, size_t size, size_t count, unsigned threads);

#endif
