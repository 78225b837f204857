/*
 * Random numbers that a seed repeats on any machine (splitmix64).
 */
#ifndef PROPERTY_RANDOM_H
#define PROPERTY_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The seed. */
static uint64_t random_state;

static inline uint64_t random_bits(void)
{
    uint64_t bits = random_state += 0x9e3779b97f4a7c15;

    bits = (bits ^ bits >> 30) * 0xbf58476d1ce4e5b9;
    bits = (bits ^ bits >> 27) * 0x94d049bb133111eb;
    return bits ^ bits >> 31;
}

static inline unsigned random_below(size_t limit)
{
    return (unsigned)(random_bits() % limit);
}

static inline bool random_percent(unsigned percent)
{
    return random_below(100) < percent;
}

#define RANDOM_OF(array) ((array)[random_below(sizeof(array) / sizeof(array)[0])])

#endif
