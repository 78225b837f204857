/*
 * Random numbers that can be repeated: a case depends only on its seed.
 *
 * WEEKPLAN_CASES is the number of cases, or, with '%', a share of the usual number.
 * WEEKPLAN_SEED is the seed of the first case. A failure prints the seed of its case.
 *
 * The draws of a case are recorded, so that shrink.h can run the case again with
 * smaller draws. A draw of 0 must be the simplest choice.
 */
#ifndef PROPERTY_RANDOM_H
#define PROPERTY_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

enum { DRAWS_MAX = 1 << 16 };

static struct {
    uint64_t state; /* state of the splitmix64 generator */
    uint64_t draws[DRAWS_MAX];
    size_t count;
    size_t next;  /* index of the next draw while recorded draws are repeated */
    bool repeats; /* whether recorded draws are repeated; after the last of them, each draw is 0 */
} chance;

static inline void random_begin(uint64_t seed)
{
    chance.state = seed;
    chance.count = 0;
    chance.repeats = false;
}

static inline uint64_t random_bits(void)
{
    uint64_t bits = chance.state += 0x9e3779b97f4a7c15;

    bits = (bits ^ bits >> 30) * 0xbf58476d1ce4e5b9;
    bits = (bits ^ bits >> 27) * 0x94d049bb133111eb;
    return bits ^ bits >> 31;
}

static inline uint64_t random_below(uint64_t limit)
{
    uint64_t drawn;

    if (chance.repeats)
        return chance.next < chance.count ? chance.draws[chance.next++] % limit : 0;
    drawn = random_bits() % limit;
    if (chance.count < DRAWS_MAX)
        chance.draws[chance.count++] = drawn;
    return drawn;
}

static inline unsigned random_few(unsigned limit)
{
    return (unsigned)random_below(limit);
}

static inline bool random_percent(unsigned percent)
{
    return random_below(100) >= 100 - percent;
}

#define RANDOM_OF(array) ((array)[random_below(sizeof(array) / sizeof(array)[0])])

static inline uint64_t setting(const char *name, uint64_t otherwise)
{
    const char *value = getenv(name);
    return value != NULL ? strtoull(value, NULL, 10) : otherwise;
}

static inline uint64_t case_count(uint64_t usual)
{
    const char *value = getenv("WEEKPLAN_CASES");
    char *end = NULL;
    uint64_t number = value != NULL ? strtoull(value, &end, 10) : usual;

    return end != NULL && *end == '%' ? usual * number / 100 : number;
}

#endif
