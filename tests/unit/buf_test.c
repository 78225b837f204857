#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include <string.h>
#include <wchar.h>

#include <weekplan/buf.h>

/* Assert what holds for every buffer: without memory it is empty, else a NUL follows its text. */
static void assert_sound(const struct wp_buf *buf)
{
    if (!buf->data) {
        assert_int_equal(buf->length, 0);
        assert_int_equal(buf->capacity, 0);
        return;
    }
    assert_true(buf->length < buf->capacity);
    assert_int_equal(buf->data[buf->length], '\0');
}

static void assert_holds(const struct wp_buf *buf, const char *text)
{
    assert_sound(buf);
    assert_true(wp_str_equal_c(wp_buf_str(buf), text));
}

static void begins_without_memory(void **state)
{
    (void)state;
    struct wp_buf buf = WP_BUF_INIT;
    wp_buf_puts(&buf, "");
    wp_buf_append(&buf, (struct wp_str){NULL, 0});
    wp_buf_repeat(&buf, "ab", 0);
    wp_buf_clear(&buf);
    assert_null(buf.data);
    assert_holds(&buf, "");
    wp_buf_free(&buf);
}

static void appends(void **state)
{
    (void)state;
    struct wp_buf buf = WP_BUF_INIT;
    wp_buf_puts(&buf, "week");
    assert_holds(&buf, "week");
    wp_buf_putc(&buf, ' ');
    assert_holds(&buf, "week ");
    wp_buf_append(&buf, (struct wp_str)WP_STR("of"));
    assert_holds(&buf, "week of");
    wp_buf_printf(&buf, " %d %s", 4, "August");
    assert_holds(&buf, "week of 4 August");
    wp_buf_repeat(&buf, "→!", 3);
    assert_holds(&buf, "week of 4 August→!→!→!");
    wp_buf_repeat(&buf, ".", 5);
    assert_holds(&buf, "week of 4 August→!→!→!.....");
    wp_buf_putc(&buf, '\0');
    assert_sound(&buf);
    assert_int_equal(wp_buf_str(&buf).length, strlen("week of 4 August→!→!→!.....") + 1);
    wp_buf_free(&buf);
}

static void numbers(void **state)
{
    (void)state;
    struct wp_buf buf = WP_BUF_INIT;
    wp_buf_number(&buf, 0);
    assert_holds(&buf, "0");
    wp_buf_number(&buf, 10);
    assert_holds(&buf, "010");
    wp_buf_number(&buf, UINT64_MAX);
    assert_holds(&buf, "01018446744073709551615");
    wp_buf_free(&buf);
}

static void grows_past_every_edge(void **state)
{
    (void)state;
    struct wp_buf buf = WP_BUF_INIT;
    for (size_t i = 0; i < 1100; i++) {
        wp_buf_putc(&buf, (char)('a' + i % 26));
        assert_sound(&buf);
        assert_int_equal(buf.length, i + 1);
    }
    for (size_t i = 0; i < 1100; i++)
        assert_int_equal(buf.data[i], 'a' + i % 26);
    wp_buf_free(&buf);
}

/* Texts of every length, appended at every offset around the initial capacity. */
static void printf_fits_exactly(void **state)
{
    (void)state;
    for (int before = 250; before < 262; before++) {
        for (int length = 0; length < 12; length++) {
            struct wp_buf buf = WP_BUF_INIT;
            wp_buf_repeat(&buf, "x", (size_t)before);
            wp_buf_printf(&buf, "%.*s", length, "abcdefghijkl");
            assert_sound(&buf);
            assert_int_equal(buf.length, before + length);
            assert_memory_equal(buf.data + before, "abcdefghijkl", (size_t)length);
            wp_buf_free(&buf);
        }
    }
}

static void printf_into_nothing(void **state)
{
    (void)state;
    struct wp_buf buf = WP_BUF_INIT;
    wp_buf_printf(&buf, "%500d", 7);
    assert_sound(&buf);
    assert_int_equal(buf.length, 500);
    assert_int_equal(buf.data[499], '7');
    wp_buf_free(&buf);
}

static void clear_keeps_the_memory(void **state)
{
    (void)state;
    struct wp_buf buf = WP_BUF_INIT;
    wp_buf_puts(&buf, "goal");
    char *data = buf.data;
    wp_buf_clear(&buf);
    assert_holds(&buf, "");
    assert_ptr_equal(buf.data, data);
    wp_buf_puts(&buf, "x");
    assert_holds(&buf, "x");
    wp_buf_free(&buf);
}

/* vsnprintf(3) fails at a character that the "C" locale cannot write. The text before
 * the call must be unchanged. */
static void printf_that_fails_leaves_the_text(void **state)
{
    (void)state;
    struct wp_buf buf = WP_BUF_INIT;
    wp_buf_puts(&buf, "kept");
    wp_buf_printf(&buf, "a%lc", (wint_t)0x20AC);
    assert_sound(&buf);
    assert_string_equal(buf.data, "kept");
    wp_buf_free(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(begins_without_memory),
        cmocka_unit_test(appends),
        cmocka_unit_test(numbers),
        cmocka_unit_test(grows_past_every_edge),
        cmocka_unit_test(printf_fits_exactly),
        cmocka_unit_test(printf_into_nothing),
        cmocka_unit_test(clear_keeps_the_memory),
        cmocka_unit_test(printf_that_fails_leaves_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
