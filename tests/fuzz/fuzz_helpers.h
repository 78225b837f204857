/*
 * Helpers of the fuzz targets: read the input as a plan, draw numbers from it, and
 * check promises. A broken promise ends the program.
 *
 * All numbers depend only on the input, so that a failure can be repeated with its
 * file. Numbers come from the bytes after the first NUL, which no valid plan contains,
 * and then from a hash of all bytes.
 */
#ifndef FUZZ_FUZZ_HELPERS_H
#define FUZZ_FUZZ_HELPERS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include <weekplan/plan.h>

#define PROMISE(holds)                                                                             \
    do {                                                                                           \
        if (!(holds)) {                                                                            \
            fprintf(stderr, "%s:%d: broken promise: %s\n", __FILE__, __LINE__, #holds);            \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* The input of a fuzz target, and the state of the random numbers that are made from it. */
struct fuzzed {
    struct wp_str bytes;
    struct wp_str draws;
    uint64_t random;
};

static inline struct fuzzed fuzzed_begin(const uint8_t *data, size_t size)
{
    struct wp_str all = {size > 0 ? (const char *)data : "", size};
    const char *nul = memchr(all.data, '\0', size);
    size_t length = nul != NULL ? (size_t)(nul - all.data) : size;

    return (struct fuzzed){.bytes = wp_str_slice(all, 0, length),
                           .draws = wp_str_slice(all, length + 1, size),
                           .random = wp_hash(all)};
}

static inline uint64_t draw(struct fuzzed *fuzzed, uint64_t below)
{
    if (fuzzed->draws.length > 0) {
        unsigned char drawn = (unsigned char)fuzzed->draws.data[0];

        fuzzed->draws = wp_str_slice(fuzzed->draws, 1, fuzzed->draws.length);
        return drawn % below;
    }
    fuzzed->random = fuzzed->random * 6364136223846793005U + 1442695040888963407U;
    return (fuzzed->random >> 33) % below;
}

/* Whether the whole plan is valid. Store the number of its weeks in `*weeks`. */
static inline bool is_valid(struct wp_str bytes, size_t *weeks)
{
    struct wp_problems problems = {NULL, 0, 0, 0, 0};
    struct wp_input input = wp_input_memory(&bytes);
    struct wp_plan *plan = NULL;
    struct wp_error error;
    size_t items;
    enum wp_status status;

    PROMISE(wp_plan_open(&plan, &input, &error) == WP_OK);
    status = wp_plan_check(plan, &problems, weeks, &items);
    PROMISE(status == WP_OK || status == WP_INVALID);
    PROMISE((status == WP_OK) == (problems.errors == 0));
    wp_plan_close(plan);
    return status == WP_OK;
}

static inline enum wp_status find(const struct wp_input *input, struct wp_window window,
                                  struct wp_found *found)
{
    static struct wp_error list[1];
    struct wp_problems problems = {.list = list, .limit = 1};
    struct wp_plan *plan = NULL;
    struct wp_error error;
    enum wp_status status;

    PROMISE(wp_plan_open(&plan, input, &error) == WP_OK);
    status = wp_plan_find(plan, window, found, &problems);
    PROMISE((status == WP_OK) == (found->week != NULL));
    PROMISE(status == WP_OK || status == WP_MISSING || problems.count == 1);
    wp_plan_close(plan);
    return status;
}

static inline enum wp_status find_list(const struct wp_input *input, struct wp_found *found)
{
    static struct wp_error list[1];
    struct wp_problems problems = {.list = list, .limit = 1};
    struct wp_plan *plan = NULL;
    struct wp_error error;
    enum wp_status status;

    PROMISE(wp_plan_open(&plan, input, &error) == WP_OK);
    status = wp_plan_find_later(plan, found, &problems);
    PROMISE((status == WP_OK) == (found->week != NULL));
    PROMISE(status == WP_OK || status == WP_MISSING || problems.count == 1);
    wp_plan_close(plan);
    return status;
}

/* Return the first day of the newest week. Return 2019-08-06 if no week is found, or if days near
 * that week are outside of the calendar. */
static inline wp_day newest_day(const struct wp_input *input)
{
    wp_day first = wp_day_of((struct wp_date){1, 1, 8});
    wp_day last = wp_day_of((struct wp_date){9999, 12, 24});
    struct wp_found found;

    find(input, (struct wp_window){last + 8, last + 8}, &found);
    wp_week_free(found.week);
    if (found.newest != WP_NO_DAY && found.newest > first && found.newest < last)
        return found.newest;
    return wp_day_of((struct wp_date){2019, 8, 6});
}

#endif
