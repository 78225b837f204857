/*
 * SIMD within a register: test eight bytes at once. The result for a byte is its highest
 * bit.
 */
#ifndef BASE_SWAR_H
#define BASE_SWAR_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef uint64_t wp_swar;

enum { WP_SWAR_SIZE = sizeof(wp_swar) };

/* Return the eight bytes at `bytes`, which need not be aligned. */
static inline wp_swar wp_swar_load(const char *bytes)
{
    wp_swar group;

    memcpy(&group, bytes, sizeof group);
    return group;
}

/* Return eight times `byte`. */
static inline wp_swar wp_swar_repeat(unsigned char byte)
{
    return byte * (UINT64_MAX / UCHAR_MAX);
}

/* Set the highest bit of each byte that is `byte`, and clear all other bits. Such a byte is
 * 0 in `other`; only a 0 has no highest bit before and after 0x7F is added to its rest. */
static inline wp_swar wp_swar_equal(wp_swar group, unsigned char byte)
{
    wp_swar other = group ^ wp_swar_repeat(byte);

    other |= (other & wp_swar_repeat(0x7F)) + wp_swar_repeat(0x7F);
    return ~other & wp_swar_repeat(0x80);
}

/* Return whether all bytes are printable ASCII: 0x20 to 0x7E. */
static inline bool wp_swar_is_printable(wp_swar group)
{
    wp_swar high = group | (group + wp_swar_repeat(1)) | (group - wp_swar_repeat(' '));

    return (high & wp_swar_repeat(0x80)) == 0;
}

#endif
