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

/* Each pair of bytes is tried: no byte may change the result for the byte beside it. */
static void test_which_bytes_are_printable(void **state)
{
    char bytes[WP_SWAR_SIZE];

    (void)state;
    for (int some = 0; some <= UCHAR_MAX; some++) {
        for (int other = 0; other <= UCHAR_MAX; other++) {
            bool printable = some >= ' ' && some <= '~' && other >= ' ' && other <= '~';

            memset(bytes, other, sizeof bytes);
            bytes[2] = bytes[3] = bytes[7] = (char)some;
            assert_true(wp_swar_is_printable(wp_swar_load(bytes)) == printable);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_group_of_one_byte),
        cmocka_unit_test(test_which_bytes_are_printable),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
