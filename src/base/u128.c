#include "base/u128.h"

struct wp_u128 wp_u128_add_product(struct wp_u128 sum, uint64_t a, uint64_t b)
{
    const uint64_t half = UINT32_MAX;
    uint64_t a_high = a >> 32, a_low = a & half;
    uint64_t b_high = b >> 32, b_low = b & half;

    /* Long multiplication with two digits in base 2^32. No addition overflows, because
     * (2^32 - 1)^2 + 2 (2^32 - 1) is 2^64 - 1. */
    uint64_t middle = a_high * b_low + (a_low * b_low >> 32);
    uint64_t cross = a_low * b_high + (middle & half);

    uint64_t low = sum.low + a * b;
    uint64_t carry = low < sum.low ? 1 : 0;
    sum.high += a_high * b_high + (middle >> 32) + (cross >> 32) + carry;
    sum.low = low;
    return sum;
}

/* Long division, digit by digit. A digit has as many bits as are 0 at the top of every remainder,
 * which is less than the divisor: 32, 16, 8, 4, 2 or 1. If a divisor uses all 64 bits, a digit is
 * one bit; then a shift can move a 1 out of the remainder, and the digit of the result is 1. */
uint64_t wp_u128_divide(struct wp_u128 sum, uint64_t divisor)
{
    uint64_t remainder = sum.high;
    /* Each step shifts a digit of the dividend out at the top, and a digit of the result in. */
    uint64_t quotient = sum.low;
    unsigned bits = 32;

    while (bits > 1 && divisor > UINT64_MAX >> bits)
        bits /= 2;
    for (unsigned done = 0; done < 64; done += bits) {
        uint64_t carry = remainder >> (64 - bits);
        remainder = remainder << bits | quotient >> (64 - bits);
        quotient <<= bits;
        if (carry != 0) {
            remainder -= divisor;
            quotient |= 1;
        } else if (remainder >= divisor) {
            quotient |= remainder / divisor;
            remainder %= divisor;
        }
    }
    return quotient;
}
