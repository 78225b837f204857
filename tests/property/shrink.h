/*
 * Make a failing case smaller, so that a person can understand the failure.
 *
 * Each week, item, comment and edit of a case begins with a draw that decides whether
 * it exists. So removing draws removes parts of the case.
 */
#ifndef PROPERTY_SHRINK_H
#define PROPERTY_SHRINK_H

#include <string.h>

#include "random.h"

/* Run the case with the recorded draws. Return whether it fails. */
typedef bool failing(void);

static inline bool fails_again(failing *fails)
{
    chance.repeats = true;
    chance.next = 0;
    return fails();
}

/* Remove each run of `length` draws that the failure does not need. Return whether any
 * was removed. */
static inline bool shrink_by(failing *fails, size_t length)
{
    static uint64_t kept[DRAWS_MAX];
    bool shrunk = false;
    size_t at = 0;

    while (at + length <= chance.count) {
        size_t rest = chance.count - at - length;
        size_t count = chance.count;

        memcpy(kept, chance.draws, count * sizeof kept[0]);
        memmove(chance.draws + at, chance.draws + at + length, rest * sizeof kept[0]);
        chance.count -= length;
        if (fails_again(fails)) {
            shrunk = true;
            continue;
        }
        chance.count = count;
        memcpy(chance.draws, kept, count * sizeof kept[0]);
        at++;
    }
    return shrunk;
}

/* Set each run of `length` draws to 0 if the case still fails. Return whether any was
 * set. */
static inline bool clear_by(failing *fails, size_t length)
{
    static uint64_t kept[DRAWS_MAX];
    bool shrunk = false;

    for (size_t at = 0; at + length <= chance.count; at += length) {
        size_t size = length * sizeof kept[0];

        memcpy(kept, chance.draws + at, size);
        memset(chance.draws + at, 0, size);
        if (memcmp(kept, chance.draws + at, size) == 0)
            continue;
        if (fails_again(fails))
            shrunk = true;
        else
            memcpy(chance.draws + at, kept, size);
    }
    return shrunk;
}

/* Replace each draw by a smaller number if the case still fails. Return whether any was
 * replaced. */
static inline bool shrink_draws(failing *fails)
{
    bool shrunk = false;

    for (size_t i = 0; i < chance.count; i++) {
        uint64_t drawn = chance.draws[i];
        const uint64_t smaller[] = {0, drawn / 2, drawn > 0 ? drawn - 1 : 0};

        for (size_t j = 0; j < 3 && i < chance.count && chance.draws[i] == drawn; j++) {
            if (smaller[j] == drawn)
                continue;
            chance.draws[i] = smaller[j];
            if (fails_again(fails))
                shrunk = true;
            else
                chance.draws[i] = drawn;
        }
    }
    return shrunk;
}

/* Make the case that has just failed as small as possible. */
static inline void shrink(failing *fails)
{
    bool shrunk = true;

    for (int rounds = 0; shrunk && rounds < 10; rounds++) {
        shrunk = false;
        for (size_t length = 256; length > 0; length = length > 8 ? length / 2 : length - 1)
            shrunk = shrink_by(fails, length) || shrunk;
        for (size_t length = 64; length > 1; length /= 2)
            shrunk = clear_by(fails, length) || shrunk;
        shrunk = shrink_draws(fails) || shrunk;
    }
}

#endif
