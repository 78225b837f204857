/*
 * SWAR (SIMD within a register): test eight bytes at once, as one 64-bit number.
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

/* Return a number whose eight bytes are all `byte`. */
static inline wp_swar wp_swar_repeat(unsigned char byte)
{
    return byte * (UINT64_MAX / UCHAR_MAX);
}

/* Return whether all bytes are printable ASCII: 0x20 to 0x7E. */
static inline bool wp_swar_is_printable(wp_swar group)
{
    wp_swar high = group | (group + wp_swar_repeat(1)) | (group - wp_swar_repeat(' '));

    return (high & wp_swar_repeat(0x80)) == 0;
}

#endif
