/*
 * Eight bytes at once: whether any of them is what is sought, without looking at
 * them one by one. An answer about a byte is its highest bit.
 */
#ifndef BASE_GROUP_H
#define BASE_GROUP_H

#include <limits.h>
#include <stdint.h>
#include <string.h>

typedef uint64_t wp_group;

enum { WP_GROUP_SIZE = sizeof(wp_group) };

static inline wp_group wp_group_load(const char *bytes)
{
    wp_group group;

    memcpy(&group, bytes, sizeof group);
    return group;
}

/* A group of `byte` alone. */
static inline wp_group wp_group_of(unsigned char byte)
{
    return byte * (UINT64_MAX / UCHAR_MAX);
}

/* Which bytes are `byte`. Those of `other` are 0 where they are, and only there
 * neither the byte has its highest bit nor an addition to the rest of it sets it. */
static inline wp_group wp_group_equal(wp_group group, unsigned char byte)
{
    wp_group other = group ^ wp_group_of(byte);

    other |= (other & wp_group_of(0x7F)) + wp_group_of(0x7F);
    return ~other & wp_group_of(0x80);
}

#endif
