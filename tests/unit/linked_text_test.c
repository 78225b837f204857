/* Text with hyperlinks and emphasis. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "render/linked_text.h"

static void assert_puts(const char *raw, size_t room, const char *expected)
{
    static const struct wp_text_style links = {.width = 80, .links = true};
    struct wp_linked_text text = {.count = 0};
    struct wp_buf out = WP_BUF_INIT;
    struct wp_term term = {.out = &out, .style = &links};

    wp_linked_text_add(&text, &term, wp_str(raw), wp_str(""), 0);
    wp_linked_text_put_wrapped(&term, WP_TINT_PLAIN, &text, wp_buf_str(&text.clean), room);
    assert_string_equal(out.data, expected);
    wp_linked_text_free(&text);
    wp_buf_free(&out);
}

#define LINK(target, text) "\033]8;;" target "\033\\" text "\033]8;;\033\\"

static void urls_are_hyperlinks(void **state)
{
    const char *two = "a http://a.example, b http://b.example";

    (void)state;
    assert_puts(two, 80,
                "a " LINK("http://a.example", "http://a.example") ", b " LINK("http://b.example",
                                                                              "http://b.example"));
    assert_puts("no link", 80, "no link");
}

/* Each part of a URL that is broken has the whole URL as its target. */
static void broken_urls_keep_their_target(void **state)
{
    const char *text = "a http://a.example/bcd.";

    (void)state;
    assert_puts(text, 12,
                "a\n" LINK("http://a.example/bcd", "http://a.exa") "\n" LINK("http://a.example/bcd",
                                                                             "mple/bcd") ".");
}

static void put_with_style(const struct wp_text_style *style, struct wp_linked_text *text,
                           struct wp_buf *out, const char *raw)
{
    struct wp_term term = {.out = out, .style = style};

    wp_linked_text_add(text, &term, wp_str(raw), wp_str(""), 0);
    wp_linked_text_put(&term, WP_TINT_PLAIN, text, wp_buf_str(&text->clean));
}

/* A URL is a hyperlink only if people read the bytes of the plan. */
static void changed_urls_are_plain(void **state)
{
    static const struct wp_text_style ascii = {.width = 80, .links = true, .ascii = true};
    struct wp_linked_text text = {.count = 0};
    struct wp_buf out = WP_BUF_INIT;

    (void)state;
    put_with_style(&ascii, &text, &out, "\u00fc http://\u00fc.example http://b.example");
    assert_string_equal(out.data,
                        "? http://?.example " LINK("http://b.example", "http://b.example"));
    assert_puts("http://a\033\\b", 80, "http://a\ufffd\\b");
    assert_puts("http://a\u200bb", 80, "http://ab");
    wp_linked_text_free(&text);
    wp_buf_free(&out);
}

/* Without hyperlinks the text of a link is printed alone; without colours, emphasis is left out. */
static void links_and_emphasis_need_the_terminal(void **state)
{
    static const struct wp_text_style plain = {.width = 80};
    static const struct wp_text_style all = {.width = 80, .color = true, .links = true};
    const struct wp_text_style *const styles[] = {&plain, &all};
    static const char *const expected[] = {
        "a bold both", LINK("http://e.org/%20", "a") " \033[1mbold\033[0m " LINK(
                           "http://e.org", "\033[2m\033[1m\033[4mboth\033[0m")};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct wp_linked_text text = {.count = 0};
        struct wp_buf out = WP_BUF_INIT;
        struct wp_term term = {.out = &out, .style = styles[i]};
        struct wp_str all_text;

        wp_linked_text_add(&text, &term, wp_str("a"), wp_str("http://e.org/ "), 0);
        wp_linked_text_add(&text, &term, wp_str(" "), wp_str(""), 0);
        wp_linked_text_add(&text, &term, wp_str("bold"), wp_str(""), WP_EMPHASIS_STRONG);
        wp_linked_text_add(&text, &term, wp_str(" "), wp_str(""), 0);
        wp_linked_text_add(&text, &term, wp_str("both"), wp_str("http://e.org"),
                           WP_EMPHASIS_STRONG | WP_EMPHASIS_STRESS);
        all_text = wp_buf_str(&text.clean);
        wp_linked_text_put(&term, WP_TINT_PLAIN, &text, wp_str_slice(all_text, 0, 7));
        wp_linked_text_put(&term, WP_TINT_DIM, &text, wp_str_slice(all_text, 7, 4));
        assert_string_equal(out.data, expected[i]);
        wp_linked_text_free(&text);
        wp_buf_free(&out);
    }
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
        struct wp_linked_text line = {.count = 0};
        struct wp_buf out = WP_BUF_INIT;
        struct wp_term term = {.out = &out, .style = &links};

        wp_buf_puts(&text, "http://x");
        wp_buf_repeat(&text, fills[i], LENGTH / strlen(fills[i]));
        wp_linked_text_add(&line, &term, wp_buf_str(&text), wp_str(""), 0);
        wp_linked_text_put_wrapped(&term, WP_TINT_PLAIN, &line, wp_buf_str(&line.clean), 20);
        assert_true(out.length >= text.length);
        wp_linked_text_free(&line);
        wp_buf_free(&text);
        wp_buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(urls_are_hyperlinks),
        cmocka_unit_test(broken_urls_keep_their_target),
        cmocka_unit_test(changed_urls_are_plain),
        cmocka_unit_test(links_and_emphasis_need_the_terminal),
        cmocka_unit_test(long_urls_take_little_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
