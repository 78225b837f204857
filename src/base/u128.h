/*
 * Sums of products in 128 bits, for machines with and without a type of that size.
 */
#ifndef BASE_U128_H
#define BASE_U128_H

#include <stdint.h>

struct wp_u128 {
    uint64_t high;
    uint64_t low;
};

/* Return sum + a * b, which must fit. */
struct wp_u128 wp_u128_add_product(struct wp_u128 sum, uint64_t a, uint64_t b);

/* Return sum / divisor, rounded down. The quotient must fit 64 bits: sum.high < divisor. */
uint64_t wp_u128_divide(struct wp_u128 sum, uint64_t divisor);

#endif
