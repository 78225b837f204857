/* URLs in text, and their hyperlinks. */
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

static void assert_puts(const char *raw, const char *clean, size_t room, const char *expected)
{
    static const struct wp_text_style links = {.width = 80, .links = true};
    struct wp_buf out = WP_BUF_INIT;
    struct wp_term term = {.out = &out, .style = &links};

    wp_url_text_put_wrapped(&term, WP_TINT_PLAIN, wp_str(raw), wp_str(clean), room);
    assert_string_equal(out.data, expected);
    wp_buf_free(&out);
}

#define LINK(target, text) "\033]8;;" target "\033\\" text "\033]8;;\033\\"

static void urls_are_hyperlinks(void **state)
{
    const char *two = "a http://a.example, b http://b.example";

    (void)state;
    assert_puts(two, two, 80,
                "a " LINK("http://a.example", "http://a.example") ", b " LINK("http://b.example",
                                                                              "http://b.example"));
    assert_puts("no link", "no link", 80, "no link");
}

/* Each part of a URL that is broken has the whole URL as its target. */
static void broken_urls_keep_their_target(void **state)
{
    const char *text = "a http://a.example/bcd.";

    (void)state;
    assert_puts(text, text, 12,
                "a\n" LINK("http://a.example/bcd", "http://a.exa") "\n" LINK("http://a.example/bcd",
                                                                             "mple/bcd") ".");
}

/* A URL is a hyperlink only if people read the bytes of the plan. */
static void changed_urls_are_plain(void **state)
{
    (void)state;
    assert_puts("http://\u00fc.example http://b.example", "http://?.example http://b.example", 80,
                "http://?.example " LINK("http://b.example", "http://b.example"));
    assert_puts("\u00fc http://b.example", "? http://b.example", 80,
                "? " LINK("http://b.example", "http://b.example"));
    assert_puts("http://a\033\\b", "http://a\ufffd\\b", 80, "http://a\ufffd\\b");
}

/* The time does not grow with the square of the length. */
static void long_urls_take_little_time(void **state)
{
    enum { LENGTH = 1 << 20 };
    static const char *const fills[] = {")", "x", "http://", "http://. "};
    static const struct wp_text_style links = {.width = 20, .links = true};

    (void)state;
    for (size_t i = 0; i < sizeof fills / sizeof fills[0]; i++) {
        struct wp_buf text = WP_BUF_INIT;
        struct wp_buf out = WP_BUF_INIT;
        struct wp_term term = {.out = &out, .style = &links};

        wp_buf_puts(&text, "http://x");
        wp_buf_repeat(&text, fills[i], LENGTH / strlen(fills[i]));
        wp_url_text_put_wrapped(&term, WP_TINT_PLAIN, wp_buf_str(&text), wp_buf_str(&text), 20);
        assert_true(out.length >= text.length);
        wp_buf_free(&text);
        wp_buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(urls_are_found),
        cmocka_unit_test(urls_are_hyperlinks),
        cmocka_unit_test(broken_urls_keep_their_target),
        cmocka_unit_test(changed_urls_are_plain),
        cmocka_unit_test(long_urls_take_little_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
