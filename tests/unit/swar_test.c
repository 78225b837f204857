/* Functions that test eight bytes at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/swar.h"

static void test_a_group_of_one_byte(void **state)
{
    (void)state;
    assert_true(wp_swar_repeat(0) == 0);
    assert_true(wp_swar_repeat(0x7F) == 0x7F7F7F7F7F7F7F7F);
    assert_true(wp_swar_repeat(0xFF) == UINT64_MAX);
}

/* Each byte beside each other byte: the result for one byte does not depend on its
 * neighbours. */
static void test_which_bytes_are_equal(void **state)
{
    char bytes[WP_SWAR_SIZE];

    (void)state;
    for (int sought = 0; sought <= UCHAR_MAX; sought++) {
        for (int other = 0; other <= UCHAR_MAX; other++) {
            char found[WP_SWAR_SIZE];
            wp_swar equal;

            memset(bytes, other, sizeof bytes);
            bytes[2] = bytes[3] = bytes[7] = (char)sought;
            equal = wp_swar_equal(wp_swar_load(bytes), (unsigned char)sought);
            memcpy(found, &equal, sizeof found);
            for (size_t i = 0; i < sizeof found; i++)
                assert_int_equal((unsigned char)found[i],
                                 (unsigned char)bytes[i] == sought ? 0x80 : 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_group_of_one_byte),
        cmocka_unit_test(test_which_bytes_are_equal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
