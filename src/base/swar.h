/*
 * Eight bytes at once: whether any of them is what is sought, without looking at
 * them one by one. An answer about a byte is its highest bit.
 */
#ifndef BASE_SWAR_H
#define BASE_SWAR_H

#include <limits.h>
#include <stdint.h>
#include <string.h>

typedef uint64_t wp_swar;

enum { WP_SWAR_SIZE = sizeof(wp_swar) };

static inline wp_swar wp_swar_load(const char *bytes)
{
    wp_swar group;

    memcpy(&group, bytes, sizeof group);
    return group;
}

/* A group of `byte` alone. */
static inline wp_swar wp_swar_repeat(unsigned char byte)
{
    return byte * (UINT64_MAX / UCHAR_MAX);
}

/* Which bytes are `byte`. Those of `other` are 0 where they are, and only there
 * neither the byte has its highest bit nor an addition to the rest of it sets it. */
static inline wp_swar wp_swar_equal(wp_swar group, unsigned char byte)
{
    wp_swar other = group ^ wp_swar_repeat(byte);

    other |= (other & wp_swar_repeat(0x7F)) + wp_swar_repeat(0x7F);
    return ~other & wp_swar_repeat(0x80);
}

#endif
