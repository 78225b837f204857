/*
 * Unsigned integers of 128 bits, for sums of products. C11 has no integer type of that size.
 */
#ifndef BASE_U128_H
#define BASE_U128_H

#include <stdint.h>

struct wp_u128 {
    uint64_t high;
    uint64_t low;
};

/* Return sum + a * b. The result must be less than 2^128. */
struct wp_u128 wp_u128_add_product(struct wp_u128 sum, uint64_t a, uint64_t b);

/* Return sum / divisor, rounded down. `sum.high` must be less than `divisor`, so that the result
 * has 64 bits. */
uint64_t wp_u128_divide(struct wp_u128 sum, uint64_t divisor);

#endif
