/*
 * Chance that can be repeated: all that a case does follows from its seed.
 *
 * WEEKPLAN_CASES says how many cases, WEEKPLAN_SEED which one is the first: each
 * case depends on its own seed alone, which a failure names.
 */
#ifndef TESTS_CHANCE_H
#define TESTS_CHANCE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

/* splitmix64 */
static uint64_t random_state;

static inline uint64_t random_bits(void)
{
    uint64_t bits = random_state += 0x9e3779b97f4a7c15;

    bits = (bits ^ bits >> 30) * 0xbf58476d1ce4e5b9;
    bits = (bits ^ bits >> 27) * 0x94d049bb133111eb;
    return bits ^ bits >> 31;
}

static inline uint64_t random_below(uint64_t limit)
{
    return random_bits() % limit;
}

static inline bool random_percent(unsigned percent)
{
    return random_below(100) < percent;
}

static inline uint64_t setting(const char *name, uint64_t otherwise)
{
    const char *value = getenv(name);
    return value != NULL ? strtoull(value, NULL, 10) : otherwise;
}

#endif
