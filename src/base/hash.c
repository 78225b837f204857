#include "base/hash.h"

enum { GROUP = 8 };

/* The same number on any machine: the first byte is the lowest. */
static uint64_t group_of(const char *bytes, size_t length)
{
    uint64_t group = 0;

    for (size_t i = 0; i < length; i++)
        group |= (uint64_t)(unsigned char)bytes[i] << (8 * i);
    return group;
}

/* Both steps can be taken back, so that no difference gets lost. */
static uint64_t mix(uint64_t hash, uint64_t group)
{
    hash = (hash ^ group) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 32;
}

uint64_t wp_hash(struct wp_str bytes)
{
    uint64_t hash = mix(0xCBF29CE484222325u, bytes.length);
    size_t at = 0;

    for (; bytes.length - at >= GROUP; at += GROUP)
        hash = mix(hash, group_of(bytes.data + at, GROUP));
    return mix(hash, group_of(bytes.data + at, bytes.length - at));
}
