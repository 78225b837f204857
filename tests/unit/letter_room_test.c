/* How much text there is room for in a part of a letter, and where a text that is too long is
 * cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/letter_room.h"

static void test_size(void **state)
{
    struct wp_buf text = WP_BUF_INIT;

    (void)state;
    assert_in_range(wp_letter_room_size(wp_str("")), 0, 2);
    assert_in_range(wp_letter_room_size(wp_str("plain\n")), 6, 8);
    assert_in_range(wp_letter_room_size(wp_str("=\xc3\xbc\t")), 12, 14);
    /* In quoted-printable encoding, a line of 7300 bytes has a hundred soft line breaks. */
    wp_buf_repeat(&text, "x", 7300);
    assert_in_range(wp_letter_room_size(wp_buf_str(&text)), 7500, 7510);
    wp_buf_free(&text);
}

static void test_keep(void **state)
{
    struct wp_buf out = WP_BUF_INIT;
    struct wp_letter_room room = {.out = &out, .limit = 20};

    (void)state;
    wp_buf_puts(&out, "0123456789\n");
    room.here = (struct wp_letter_place){1, 1};
    assert_true(wp_letter_room_keep(&room));
    assert_false(room.full);
    wp_buf_puts(&out, "0123456789\n");
    room.here.entries = 2;
    assert_false(wp_letter_room_keep(&room));
    assert_true(room.full);
    assert_int_equal(out.length, 11);
    assert_int_equal(room.kept_place.entries, 1);
    /* After the first text that had no room, even a shorter text is refused. */
    wp_buf_puts(&out, "0");
    assert_false(wp_letter_room_keep(&room));
    wp_buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_size),
        cmocka_unit_test(test_keep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
