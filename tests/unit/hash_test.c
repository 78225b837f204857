/* Hashes are stored in the undo log, so the hash function must never change. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hash.h"

/* Values computed by an independent implementation in Python. */
static void hashes_are_the_same_in_every_version(void **state)
{
    static const struct {
        struct wp_str text;
        uint64_t hash;
    } cases[] = {
        {WP_STR(""), 0x860389C57A9C1205},
        {WP_STR("a"), 0xA928BAD1EB06E438},
        {WP_STR("weekly!"), 0x5518411DE9FECEBD},
        {WP_STR("eight by"), 0x609AE5C1CFB86D54},
        {WP_STR("goals:\n  - title: One\n"), 0xA5B123EB5200F536},
        {WP_STR("\xDC"
                "bung\xFF"),
         0xA36024F0ADCC5E09},
        {WP_STR("\0\0\0\0\0\0\0\0"), 0xE2238B2B30703B5F},
        {WP_STR("\x80\x81\x82\x83\x84\x85\x86\xF7\xFF"), 0xFABBD48246A20A7C},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_true(wp_hash(cases[i].text) == cases[i].hash);
}

/* Each bit of each byte changes the hash. */
static void a_changed_bit_changes_the_hash(void **state)
{
    char bytes[] = "week: 2019-08-04\ngoals:\n  - One";
    struct wp_str text = {bytes, sizeof bytes - 1};
    uint64_t hash = wp_hash(text);

    (void)state;
    for (size_t i = 0; i < 8 * text.length; i++) {
        bytes[i / 8] = (char)(bytes[i / 8] ^ 1 << i % 8);
        assert_true(wp_hash(text) != hash);
        bytes[i / 8] = (char)(bytes[i / 8] ^ 1 << i % 8);
    }
    assert_true(wp_hash(text) == hash);
}

/* Zero bytes at the end change the hash too. */
static void the_length_counts(void **state)
{
    static const char zeros[17];

    (void)state;
    for (size_t length = 1; length < sizeof zeros; length++)
        assert_true(wp_hash((struct wp_str){zeros, length}) !=
                    wp_hash((struct wp_str){zeros, length - 1}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hashes_are_the_same_in_every_version),
        cmocka_unit_test(a_changed_bit_changes_the_hash),
        cmocka_unit_test(the_length_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
