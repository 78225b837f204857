/* Sums of products in 128 bits, and division. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/u128.h"

static const struct wp_u128 zero = {0, 0};

static void assert_wide(struct wp_u128 actual, uint64_t high, uint64_t low)
{
    assert_int_equal(actual.high, high);
    assert_int_equal(actual.low, low);
}

static void test_products(void **state)
{
    const uint64_t all = UINT64_MAX;

    (void)state;
    assert_wide(wp_u128_add_product(zero, 0, all), 0, 0);
    assert_wide(wp_u128_add_product(zero, 1, all), 0, all);
    assert_wide(wp_u128_add_product(zero, 2, all), 1, all - 1);
    assert_wide(wp_u128_add_product(zero, all, all), all - 1, 1);
    assert_wide(wp_u128_add_product(zero, 1ULL << 63, 1ULL << 63), 1ULL << 62, 0);
    assert_wide(wp_u128_add_product(zero, 0xffffffff, 0xffffffff), 0, 0xfffffffe00000001);
    assert_wide(wp_u128_add_product(zero, 0xffffffff00000000, 0xffffffff), 0xfffffffe,
                0x0000000100000000);
    assert_wide(wp_u128_add_product(zero, 0x123456789abcdef0, 0xfedcba9876543210),
                0x121fa00ad77d7422, 0x236d88fe5618cf00);
}

static void test_sums_carry(void **state)
{
    struct wp_u128 sum = {0, UINT64_MAX};

    (void)state;
    assert_wide(wp_u128_add_product(sum, 1, 1), 1, 0);
    assert_wide(wp_u128_add_product(sum, UINT64_MAX, UINT64_MAX), UINT64_MAX, 0);
    sum = zero;
    for (int i = 0; i < 1000; i++)
        sum = wp_u128_add_product(sum, 1ULL << 63, 3);
    assert_wide(sum, 1500, 0);
}

static void test_quotients_are_rounded_down(void **state)
{
    (void)state;
    assert_int_equal(wp_u128_divide(zero, 7), 0);
    assert_int_equal(wp_u128_divide((struct wp_u128){0, 41}, 7), 5);
    assert_int_equal(wp_u128_divide((struct wp_u128){0, 42}, 7), 6);
    assert_int_equal(wp_u128_divide((struct wp_u128){0, UINT64_MAX}, 1), UINT64_MAX);
    assert_int_equal(wp_u128_divide((struct wp_u128){1, 0}, 3), 0x5555555555555555);
    assert_int_equal(wp_u128_divide((struct wp_u128){6, UINT64_MAX}, 7), UINT64_MAX);
    /* During the division, the remainder has 65 bits. */
    assert_int_equal(wp_u128_divide((struct wp_u128){UINT64_MAX - 1, 1}, UINT64_MAX), UINT64_MAX);
    assert_int_equal(wp_u128_divide((struct wp_u128){UINT64_MAX - 1, 0}, UINT64_MAX),
                     UINT64_MAX - 1);
    assert_int_equal(wp_u128_divide((struct wp_u128){1ULL << 62, 0}, 1ULL << 63), 1ULL << 63);
}

/* (a * b + r) / b is a for each r below b. */
static void test_division_undoes_multiplication(void **state)
{
    uint64_t random = 88172645463325252U;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        uint64_t factor[2];
        for (int j = 0; j < 2; j++) {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            factor[j] = (random >> (random & 63)) | 1;
        }
        struct wp_u128 product = wp_u128_add_product(zero, factor[0], factor[1]);
        assert_int_equal(wp_u128_divide(product, factor[1]), factor[0]);
        product = wp_u128_add_product(product, factor[1] - 1, 1);
        assert_int_equal(wp_u128_divide(product, factor[1]), factor[0]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_products),
        cmocka_unit_test(test_sums_carry),
        cmocka_unit_test(test_quotients_are_rounded_down),
        cmocka_unit_test(test_division_undoes_multiplication),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
