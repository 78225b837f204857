#include "base/parallel.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct hand {
    pthread_t thread;
    bool started;
    void (*work)(void *job);
    void *job;
};

static void *lend(void *argument)
{
    struct hand *hand = argument;

    hand->work(hand->job);
    return NULL;
}

/* Where there are no more threads to be had, the caller's own does the work. */
void wp_parallel(void (*work)(void *job), void *jobs, size_t size, size_t count)
{
    struct hand *hands = calloc(count, sizeof *hands);

    for (size_t i = 0; i < count; i++) {
        void *job = (char *)jobs + i * size;

        if (hands == NULL || i + 1 == count) {
            work(job);
            continue;
        }
        hands[i] = (struct hand){.work = work, .job = job};
        hands[i].started = pthread_create(&hands[i].thread, NULL, lend, &hands[i]) == 0;
        if (!hands[i].started)
            work(job);
    }
    for (size_t i = 0; hands != NULL && i < count; i++)
        if (hands[i].started)
            pthread_join(hands[i].thread, NULL);
    free(hands);
}
