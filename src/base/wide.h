/*
 * Sums of products in 128 bits, for machines with and without a type for them.
 */
#ifndef BASE_WIDE_H
#define BASE_WIDE_H

#include <stdint.h>

struct wp_wide {
    uint64_t high;
    uint64_t low;
};

/* sum + a * b; the caller sees to it that it fits. */
struct wp_wide wp_wide_add_product(struct wp_wide sum, uint64_t a, uint64_t b);

/* sum / divisor, rounded down; the quotient has to fit 64 bits
 * (sum.high < divisor). */
uint64_t wp_wide_divide(struct wp_wide sum, uint64_t divisor);

#endif
