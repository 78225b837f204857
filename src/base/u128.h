/*
 * Sums of products in 128 bits, for machines with and without a type for them.
 */
#ifndef BASE_U128_H
#define BASE_U128_H

#include <stdint.h>

struct wp_u128 {
    uint64_t high;
    uint64_t low;
};

/* sum + a * b; the caller sees to it that it fits. */
struct wp_u128 wp_u128_add_product(struct wp_u128 sum, uint64_t a, uint64_t b);

/* sum / divisor, rounded down; the quotient has to fit 64 bits
 * (sum.high < divisor). */
uint64_t wp_u128_divide(struct wp_u128 sum, uint64_t divisor);

#endif
