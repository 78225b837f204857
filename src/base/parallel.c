#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>

enum { HANDS_MAX = 16 };

struct pool {
    void (*work)(void *job);
    char *jobs;
    size_t size;
    size_t count;
    atomic_size_t next; /* the first job that nobody has taken */
};

static void *lend_a_hand(void *argument)
{
    struct pool *pool = argument;
    size_t job;

    while ((job = atomic_fetch_add(&pool->next, 1)) < pool->count)
        pool->work(pool->jobs + job * pool->size);
    return NULL;
}

/* Where there are no more threads to be had, those that there are do the work. */
void wp_parallel(void (*work)(void *job), void *jobs, size_t size, size_t count, unsigned threads)
{
    struct pool pool = {.work = work, .jobs = jobs, .size = size, .count = count};
    pthread_t hands[HANDS_MAX];
    size_t helpers = 0;

    while (helpers < HANDS_MAX && helpers + 1 < threads && helpers + 1 < count &&
           pthread_create(&hands[helpers], NULL, lend_a_hand, &pool) == 0)
        helpers++;
    lend_a_hand(&pool);
    while (helpers > 0)
        pthread_join(hands[--helpers], NULL);
}
