#include "base/wide.h"

struct wp_wide wp_wide_add_product(struct wp_wide sum, uint64_t a, uint64_t b)
{
    const uint64_t half = UINT32_MAX;
    uint64_t a_high = a >> 32, a_low = a & half;
    uint64_t b_high = b >> 32, b_low = b & half;

    /* As on paper, with two digits in base 2^32. Neither addition can overflow:
     * (2^32 - 1)^2 + 2 (2^32 - 1) is 2^64 - 1. */
    uint64_t middle = a_high * b_low + (a_low * b_low >> 32);
    uint64_t cross = a_low * b_high + (middle & half);

    uint64_t low = sum.low + a * b;
    uint64_t carry = low < sum.low ? 1 : 0;
    sum.high += a_high * b_high + (middle >> 32) + (cross >> 32) + carry;
    sum.low = low;
    return sum;
}

uint64_t wp_wide_divide(struct wp_wide sum, uint64_t divisor)
{
    uint64_t remainder = sum.high;
    uint64_t quotient = sum.low; /* bits of the dividend leave, those of the result enter */

    for (int bit = 0; bit < 64; bit++) {
        uint64_t carry = remainder >> 63;
        remainder = remainder << 1 | quotient >> 63;
        quotient <<= 1;
        if (carry != 0 || remainder >= divisor) {
            remainder -= divisor;
            quotient |= 1;
        }
    }
    return quotient;
}
