/* Markdown as text for a terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/markdown_text.h"

enum { COLUMN = 2, ROOM = 20 };

static void assert_text(const struct wp_text_style *style, const char *markdown, const char *text)
{
    struct wp_buf out = WP_BUF_INIT;
    struct wp_term term = {.out = &out, .style = style};

    assert_true(wp_markdown_text_put(&term, WP_TINT_PLAIN, wp_str(markdown), COLUMN, ROOM));
    assert_string_equal(out.data, text);
    wp_buf_free(&out);
}

/* Marks of blocks stay, those of emphasis are left out. Lines and empty lines stay too. */
static void blocks_keep_their_marks(void **state)
{
    static const struct wp_text_style plain = {.width = 80};
    static const struct {
        const char *markdown;
        const char *text;
    } cases[] = {
        {"one\ntwo\n\n\nthree", "  one\n  two\n\n  three\n"},
        {"*a* **b** __c__ ~~d~~ `e`", "  a b c ~~d~~ `e`\n"},
        {"a\n- b\n- c\n\nd", "  a\n  - b\n  - c\n\n  d\n"},
        {"a word that is long enough to wrap", "  a word that is long\n  enough to wrap\n"},
        {"* a word that is long enough", "  - a word that is\n    long enough\n"},
        {"9. a\n10. a word that is long", "  9. a\n  10. a word that is\n      long\n"},
        {"1. a\n   1. b\n   2. c\n2. d", "  1. a\n     1. b\n     2. c\n  2. d\n"},
        {"- [ ] a\n- [x] b", "  - [ ] a\n  - [x] b\n"},
        {"- a\n\n  b\n\n- c", "  - a\n\n    b\n\n  - c\n"},
        {"- - a\n-\n- b", "  - - a\n  -\n  - b\n"},
        {"> a quote that is long enough\n>\n> > b",
         "  > a quote that is\n  > long enough\n  >\n  > > b\n"},
        {"p\n\n> q\n\n> r", "  p\n\n  > q\n\n  > r\n"},
        {"> - a", "  > - a\n"},
        {"# a\nb\n\nc\n===\nd", "  # a\n  b\n\n  # c\n  d\n"},
        {"a\n\n***\n\nb", "  a\n\n  ---\n\n  b\n"},
        {"a\n```c\nif (x)\n    y;\n\n```\nb", "  a\n      if (x)\n          y;\n\n  b\n"},
        {"|a|\n|-|", "  |a|\n  |-|\n"},
        {"<b>a</b>\n\n<div>\nc\n</div>", "  <b>a</b>\n\n  <div>\n  c\n  </div>\n"},
        {"\\*a\\* &amp; &copy; \x1B[31m", "  *a* & © \xEF\xBF\xBD[31m\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_text(&plain, cases[i].markdown, cases[i].text);
}

#define LINK(target, text) "\033]8;;" target "\033\\" text "\033]8;;\033\\"

/* An address is printed if the terminal cannot have it in a hyperlink. */
static void links_keep_their_addresses(void **state)
{
    static const struct wp_text_style styles[] = {{.width = 80}, {.width = 80, .links = true}};
    static const struct {
        const char *markdown;
        const char *texts[2];
    } cases[] = {
        {"[a *b*](http://e.org)",
         {"  a b (http://e.org)\n",
          "  " LINK("http://e.org", "a ") LINK("http://e.org", "b") "\n"}},
        {"<http://e.org>", {"  http://e.org\n", "  " LINK("http://e.org", "http://e.org") "\n"}},
        {"<a@e.org>", {"  a@e.org\n", "  " LINK("mailto:a@e.org", "a@e.org") "\n"}},
        {"![a](http://e.org)", {"  a (http://e.org)\n", "  " LINK("http://e.org", "a") "\n"}},
        {"![](http://e.org)", {"  http://e.org\n", "  " LINK("http://e.org", "http://e.org") "\n"}},
        {"[a](b.md) [c](x:y)", {"  a (b.md) c (x:y)\n", "  a (b.md) c (x:y)\n"}},
        {"[a](http://e&#8203;.g)", {"  a (http://e.g)\n", "  a (http://e.g)\n"}},
        {"[![a](i)](http://e.g)", {"  a (http://e.g)\n", "  " LINK("http://e.g", "a") "\n"}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (size_t k = 0; k < 2; k++)
            assert_text(&styles[k], cases[i].markdown, cases[i].texts[k]);
}

static void emphasis_is_that_of_the_terminal(void **state)
{
    static const struct wp_text_style color = {.width = 80, .color = true};

    (void)state;
    assert_text(&color, "*a* **b** ***c***",
                "  \033[4ma\033[0m \033[1mb\033[0m \033[1m\033[4mc\033[0m\n");
    assert_text(&color, "# d\n*e\nf*",
                "  \033[1m# d\033[0m\n  \033[4me\033[0m\n  \033[4mf\033[0m\n");
}

/* Lists and quotes that are too deep for the line are not indented further. */
static void deep_levels_have_room(void **state)
{
    static const struct wp_text_style plain = {.width = 80};

    (void)state;
    assert_text(&plain, "> > > > > > > a b", "  > > > > > a b\n");
}

/* The time does not grow with the square of the depth. */
static void deep_levels_take_little_time(void **state)
{
    static const struct wp_text_style plain = {.width = 80};
    struct wp_buf text = WP_BUF_INIT;
    struct wp_buf out = WP_BUF_INIT;
    struct wp_term term = {.out = &out, .style = &plain};

    (void)state;
    wp_buf_repeat(&text, "> ", 200000);
    wp_buf_repeat(&text, "a\n", 100000);
    assert_true(wp_markdown_text_put(&term, WP_TINT_PLAIN, wp_buf_str(&text), COLUMN, ROOM));
    wp_buf_free(&text);
    wp_buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_keep_their_marks),
        cmocka_unit_test(links_keep_their_addresses),
        cmocka_unit_test(emphasis_is_that_of_the_terminal),
        cmocka_unit_test(deep_levels_have_room),
        cmocka_unit_test(deep_levels_take_little_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
