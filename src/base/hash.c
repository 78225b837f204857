#include "base/hash.h"

enum { GROUP = 8 };

static uint64_t shifted(const char *bytes, unsigned i)
{
    return (uint64_t)(unsigned char)bytes[i] << (8 * i);
}

/* Return eight bytes as a little-endian number, on machines of either byte order. Compilers make
 * one load instruction of the expression. */
static uint64_t whole_group(const char *bytes)
{
    return shifted(bytes, 0) | shifted(bytes, 1) | shifted(bytes, 2) | shifted(bytes, 3) |
           shifted(bytes, 4) | shifted(bytes, 5) | shifted(bytes, 6) | shifted(bytes, 7);
}

static uint64_t last_group(const char *bytes, size_t length)
{
    uint64_t group = 0;

    for (unsigned i = 0; i < length; i++)
        group |= shifted(bytes, i);
    return group;
}

/* Mix eight bytes into a hash. Both steps are invertible, so two different groups with the same
 * `hash` never give the same result. */
static uint64_t mix(uint64_t hash, uint64_t group)
{
    hash = (hash ^ group) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 32;
}

uint64_t wp_hash(struct wp_str bytes)
{
    return wp_hash_more(0xCBF29CE484222325u, bytes);
}

uint64_t wp_hash_more(uint64_t hash, struct wp_str bytes)
{
    /* data may be NULL if the length is 0; in C, NULL + 0 is undefined. */
    const char *data = bytes.length > 0 ? bytes.data : "";
    size_t at = 0;

    hash = mix(hash, bytes.length);
    for (; bytes.length - at >= GROUP; at += GROUP)
        hash = mix(hash, whole_group(data + at));
    return mix(hash, last_group(data + at, bytes.length - at));
}
