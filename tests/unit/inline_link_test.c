/* Inline links in a line, and in titles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "markdown/inline_link.h"
#include "render/title_text.h"

static void links_are_found(void **state)
{
    static const struct {
        const char *line;
        const char *found; /* "text>target" of each link */
    } cases[] = {
        {"see [a](http://e.org) and [b c](d)!", "a>http://e.org|b c>d|"},
        {"[A Cloud Guru](https://e.org/)", "A Cloud Guru>https://e.org/|"},
        {"![a](i.png)", "a>i.png|"},
        {"[](u)", ">u|"},
        {"[a](<b c>) [a](b \"t\") [a](b 't' )", "a>b c|a>b|a>b|"},
        {"[a](b(c)d)", "a>b(c)d|"},
        {"[a [b](c) d](e)", "b>c|"},
        {"[a [b] c](d)", "a [b] c>d|"},
        {"[`f]`](g)", "`f]`>g|"},
        {"`[a](b)` ``[a](`b)``", ""},
        {"` [a](b)", "a>b|"},
        {"\\[a](b) [a\\](b) [\\]](c)", "\\]>c|"},
        {"[a] (b) [a][b] [a](b [a](b c) [a]() [a", ""},
        {"](b) [](", ""},
        {"[a](b \"t) [c](d)", "c>d|"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_buf found = WP_BUF_INIT;
        struct wp_inline_link link = {.end = 0};

        wp_buf_puts(&found, "");
        while (wp_inline_link_find(wp_str(cases[i].line), link.end, &link)) {
            wp_buf_append(&found, link.text);
            wp_buf_puts(&found, ">");
            wp_buf_append(&found, link.target);
            wp_buf_puts(&found, "|");
        }
        assert_string_equal(found.data != NULL ? found.data : "", cases[i].found);
        wp_buf_free(&found);
    }
}

/* The time does not grow with the square of the length. */
static void long_lines_take_little_time(void **state)
{
    static const char *const fills[] = {"[",  "]",        "[a](", "[a](<", "`[``",  "](",
                                        "((", "[a](b \"", "\\[",  "[a](b", "![]()", "[a](b '"};
    struct wp_inline_link link;

    (void)state;
    for (size_t i = 0; i < sizeof fills / sizeof fills[0]; i++) {
        struct wp_buf line = WP_BUF_INIT;

        wp_buf_puts(&line, "[");
        wp_buf_repeat(&line, fills[i], 200000);
        wp_inline_link_find(wp_buf_str(&line), 0, &link);
        wp_buf_free(&line);
    }
}

#define ANCHOR(target, text) "<a href=\"" target "\" rel=\"noopener noreferrer\">" text "</a>"
#define LINK(target, text)   "\033]8;;" target "\033\\" text "\033]8;;\033\\"

/* Of Markdown, a title has only links with safe addresses. */
static void titles_have_links(void **state)
{
    static const struct {
        const char *title;
        const char *plain;
        const char *html;
        const char *text;
        const char *linked;
    } cases[] = {
        {"Read *[a*](https://e.org/?a&amp;b) <i>", "Read *a* <i>",
         "Read *" ANCHOR("https://e.org/?a&amp;b", "a*") " &lt;i&gt;",
         "Read *a* (https://e.org/?a&b) <i>", "Read *" LINK("https://e.org/?a&b", "a*") " <i>"},
        {"[a](javascript:x) [b](c)", "[a](javascript:x) [b](c)", "[a](javascript:x) [b](c)",
         "[a](javascript:x) [b](c)", "[a](javascript:x) [b](c)"},
        {"<https://e.org> http://f.org.", "<https://e.org> http://f.org.",
         "&lt;" ANCHOR("https://e.org", "https://e.org") "&gt; " ANCHOR("http://f.org",
                                                                        "http://f.org") ".",
         "<https://e.org> http://f.org.",
         "<" LINK("https://e.org", "https://e.org") "> " LINK("http://f.org", "http://f.org") "."},
        {"[https://e.org](https://e.org)[](http://f.org)", "https://e.orghttp://f.org",
         ANCHOR("https://e.org", "https://e.org") ANCHOR("http://f.org", "http://f.org"),
         "https://e.orghttp://f.org",
         LINK("https://e.org", "https://e.org") LINK("http://f.org", "http://f.org")},
        {"no link", "no link", "no link", "no link", "no link"},
    };
    static const struct wp_text_style plain = {.width = 80};
    static const struct wp_text_style links = {.width = 80, .links = true};
    const struct wp_text_style *const styles[] = {&plain, &links};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_str title = wp_str(cases[i].title);
        struct wp_buf out = WP_BUF_INIT;

        wp_title_text_plain(&out, title);
        assert_string_equal(out.data, cases[i].plain);
        wp_buf_clear(&out);
        wp_title_text_html(&out, title);
        assert_string_equal(out.data, cases[i].html);
        for (size_t k = 0; k < 2; k++) {
            struct wp_linked_text line = {.count = 0};
            struct wp_term term = {.out = &out, .style = styles[k]};

            wp_buf_clear(&out);
            wp_title_text_add(&line, &term, title);
            wp_linked_text_put(&term, WP_TINT_PLAIN, &line, wp_buf_str(&line.clean));
            assert_string_equal(out.data, k == 0 ? cases[i].text : cases[i].linked);
            wp_linked_text_free(&line);
        }
        wp_buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_are_found),
        cmocka_unit_test(long_lines_take_little_time),
        cmocka_unit_test(titles_have_links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
