/* URLs in text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "render/url_text.h"

static void urls_are_found(void **state)
{
    static const struct {
        const char *text;
        const char *url; /* "" for none */
    } cases[] = {
        {"see https://example.org/a?b=c&d#e now", "https://example.org/a?b=c&d#e"},
        {"http://example.org", "http://example.org"},
        {"HTTPS://Example.org.", "HTTPS://Example.org"},
        {"(https://example.org/a_(b))", "https://example.org/a_(b)"},
        {"[x](https://example.org/a), y", "https://example.org/a"},
        {"<https://example.org>", "https://example.org"},
        {"\"https://example.org\"", "https://example.org"},
        {"**https://example.org/**", "https://example.org/"},
        {"https://example.org/?!...", "https://example.org/"},
        {"https://\u00fc.example/\u00e9 x", "https://\u00fc.example/\u00e9"},
        {"http:// and https://a.example", "https://a.example"},
        {"xhttp://example.org", ""},
        {"http:/example.org", ""},
        {"http://", ""},
        {"http://...", ""},
        {"ftp://example.org, javascript:alert(1), mailto:ada@example.org", ""},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_str url = wp_url_text_find(wp_str(cases[i].text), 0);
        char found[100];

        memcpy(found, url.data, url.length);
        found[url.length] = '\0';
        assert_string_equal(found, cases[i].url);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(urls_are_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
