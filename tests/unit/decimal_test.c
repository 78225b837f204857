#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include <weekplan/item.h>

static void parses(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        wp_decimal value;
    } cases[] = {
        {"0", 0},
        {"1", 1000000},
        {"40", 40000000},
        {"2.5", 2500000},
        {"0.5", 500000},
        {"0.125", 125000},
        {"0.0", 0},
        {"0.000001", 1},
        {"1.10", 1100000},
        {"1000000", 1000000 * WP_DECIMAL_ONE},
        {"999999999999.999999", UINT64_C(999999999999999999)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        wp_decimal value = 7;
        assert_true(wp_decimal_parse(wp_str(cases[i].text), &value));
        assert_true(value == cases[i].value);
    }
}

static void refuses(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",
        " ",
        "-1",
        "+1",
        "-0",
        "00",
        "010",
        "00.5",
        ".5",
        "5.",
        ".",
        "1..2",
        "1.2.3",
        "1,5",
        "0x1F",
        "1e3",
        "1e308",
        "1E5",
        "nan",
        "NaN",
        "inf",
        "1_0",
        "1 ",
        " 1",
        "1.5 ",
        "1\n",
        "1.a",
        "a",
        "1a",
        "1.-5",
        "0.0000001",
        "1.0000000",
        "½",
        "१",
        "1 000",
        "1'000",
        "infinity",
        "0b1",
        "0o17",
        "1.5.",
        "1000000000000",
        "18446744073709551616",
        "99999999999999999999999999999",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        wp_decimal value = 7;
        assert_false(wp_decimal_parse(wp_str(cases[i]), &value));
        assert_true(value == 7);
    }
    wp_decimal value;
    assert_false(wp_decimal_parse((struct wp_str)WP_STR("1\0"), &value));
    assert_false(wp_decimal_parse((struct wp_str){NULL, 0}, &value));
}

static void assert_format(wp_decimal value, const char *text)
{
    struct wp_buf buf = WP_BUF_INIT;
    wp_decimal_format(&buf, value);
    assert_string_equal(buf.data, text);
    wp_buf_free(&buf);
}

static void formats_shortest(void **state)
{
    (void)state;
    assert_format(0, "0");
    assert_format(1, "0.000001");
    assert_format(100000, "0.1");
    assert_format(125000, "0.125");
    assert_format(999999, "0.999999");
    assert_format(1000000, "1");
    assert_format(2500000, "2.5");
    assert_format(10000000, "10");
    assert_format(40000000, "40");
    assert_format(40000010, "40.00001");
    assert_format(UINT64_C(999999999999999999), "999999999999.999999");
    assert_format(UINT64_MAX, "18446744073709.551615");
}

/* A formatted decimal is parsed as the same value, at all magnitudes. */
static void round_trip(void **state)
{
    (void)state;
    struct wp_buf buf = WP_BUF_INIT;
    for (wp_decimal value = 1; value < UINT64_C(1000000000000000000); value = value * 3 + 1) {
        wp_decimal again;
        wp_buf_clear(&buf);
        wp_decimal_format(&buf, value);
        assert_true(wp_decimal_parse(wp_buf_str(&buf), &again));
        assert_true(again == value);
    }
    wp_buf_free(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses),
        cmocka_unit_test(refuses),
        cmocka_unit_test(formats_shortest),
        cmocka_unit_test(round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
