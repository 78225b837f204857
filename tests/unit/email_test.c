/* Which e-mail addresses are valid. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "plan/email.h"

static void test_addresses(void **state)
{
    static const char *const addresses[] = {
        "ada@example.org",
        "ada.lovelace+weekplan@mail.example.org",
        "a@b",
        "root@laptop",
        "o'brien@example.org",
        "-f@example.org",
        "{x}~|`$@1.2.3.4",
        "ada@xn--bcher-kva.example",
    };

    (void)state;
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
        assert_null(wp_email_problem(wp_str(addresses[i])));
}

static void test_what_is_none(void **state)
{
    static const char *const others[] = {
        "",
        "ada",
        "@example.org",
        "ada@",
        "ada@@example.org",
        "ada@example.org, ben@example.org",
        "ada@example.org ben@example.org",
        "Ada <ada@example.org>",
        "<ada@example.org>",
        "\"a b\"@example.org",
        "ada@[127.0.0.1]",
        ".ada@example.org",
        "ada.@example.org",
        "a..b@example.org",
        "ada@example..org",
        "ada@.example.org",
        "ada@example.org.",
        "ada@-example.org",
        "ada@example-.org",
        "ada@example-",
        "ada@exam_ple.org",
        " ada@example.org",
        "ada@example.org\n",
        "ada@example.org\r\nBcc: eve@example.org",
        "ada@example.org\x7f",
        "ada@\xc3\xbc.example",
        "\xf0\x9f\x8e\xaf@example.org",
        "ada\xc2\xa0@example.org",
        "(comment)ada@example.org",
    };

    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (wp_email_problem(wp_str(others[i])) == NULL)
            fail_msg("'%s' passed for an address", others[i]);
    assert_non_null(wp_email_problem((struct wp_str)WP_STR("ada@example.org\0x")));
    assert_non_null(wp_email_problem((struct wp_str)WP_STR("a\0da@example.org")));
    assert_non_null(wp_email_problem((struct wp_str){NULL, 0}));
}

/* Return what is wrong with an address, or NULL. `local` and `domain` are the lengths of its
 * parts in bytes, `label` that of each label of the domain. */
static const char *problem_of(size_t local, size_t domain, size_t label)
{
    char text[512];
    size_t i;

    memset(text, 'a', sizeof text);
    text[local] = '@';
    for (i = label; i < domain; i += label + 1)
        text[local + 1 + i] = '.';
    return wp_email_problem((struct wp_str){text, local + 1 + domain});
}

static void test_lengths(void **state)
{
    (void)state;
    assert_null(problem_of(64, 189, 63));
    assert_non_null(problem_of(64, 190, 63));
    assert_non_null(problem_of(65, 100, 63));
    assert_null(problem_of(10, 63, 63));
    assert_non_null(problem_of(10, 64, 64));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_what_is_none),
        cmocka_unit_test(test_lengths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
