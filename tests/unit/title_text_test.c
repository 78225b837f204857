/* Titles in Markdown as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/title_text.h"

static const struct {
    const char *markdown;
    const char *title;
    const char *remarks; /* each with a blank after it */
} rows[] = {
    {"Read", "Read", ""},
    {"Read *it* **now** _or_ __never__", "Read it now or never", ""},
    {"~~old~~ `a*b` ``c`d``", "~~old~~ `a*b` ``c`d``", ""},
    {"`` ` `` x", "`` ` `` x", ""},
    {"a\nb  \nc\\\nd", "a b c d", ""},
    {"\\*a\\* \\[x\\]", "*a* [x]", ""},
    {"a &amp; b &lt;c&gt; &#65;&#x42; &nbsp;&bogus; &#10;x", "a & b <c> AB  &bogus;  x", ""},
    {"[a](https://e.org)", "[a](https://e.org)", ""},
    {"[a *b*](https://e.org \"c \\\" d\")", "[a b](https://e.org \"c \\\" d\")", ""},
    {"[a](<b c>)", "[a](<b c>)", ""},
    {"[a](b(c)d)", "[a](b(c)d)", ""},
    {"[a]()", "[a](<>)", ""},
    {"[a][r] [r][] [r]\n\n[r]: https://e.org 'T'",
     "[a](https://e.org \"T\") [r](https://e.org \"T\") [r](https://e.org \"T\")", ""},
    {"<https://e.org> <ada@e.org>", "https://e.org ada@e.org", ""},
    {"https://e.org/x", "https://e.org/x", ""},
    {"![a](b.png)", "[a](b.png)", ""},
    {"[![a](b.png)](https://e.org)", "[a](https://e.org)",
     "1: left out of a title: an image: b.png "},
    {"[^1] x\n\n[^1]: y", "[^1] x", ""},
    {"<b>a</b><br>b<!-- c -->", "a b",
     "1: left out of a title: HTML: <b> 1: left out of a title: HTML: <!-- c --> "},
    {"\\\\`a`", "\\`a`", ""},
};

static struct wp_title_text make_title(struct wp_arena *arena, const char *markdown,
                                       struct wp_import_remarks *remarks)
{
    struct wp_import_text text;
    struct wp_error error;

    *remarks = (struct wp_import_remarks){.arena = arena};
    assert_int_equal(wp_import_text_read(&text, arena, wp_str(markdown), &error), WP_OK);
    return wp_title_text_make(&text, wp_markdown_parse(text.text, arena)->first->first, NULL,
                              remarks);
}

static void test_titles_are_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wp_arena *arena = wp_arena_new(0);
        struct wp_import_remarks remarks;
        struct wp_buf said = WP_BUF_INIT;
        struct wp_title_text title = make_title(arena, rows[i].markdown, &remarks);

        for (size_t k = 0; k < remarks.count; k++)
            wp_buf_printf(&said, "%d: %s ", (int)remarks.list[k].line, remarks.list[k].message);
        if (!wp_str_equal_c(title.text, rows[i].title))
            fail_msg("%s: %s", rows[i].markdown, title.text.data);
        assert_true(wp_str_equal_c(wp_buf_str(&said), rows[i].remarks));
        wp_buf_free(&said);
        wp_arena_free(arena);
    }
}

/* Whether the literal bytes of the title are those that are not '.' in `expected`. */
static void assert_literal(struct wp_title_text title, const char *expected)
{
    assert_int_equal(title.text.length, strlen(expected));
    for (size_t i = 0; i < title.text.length; i++)
        if (wp_title_text_is_literal(title, i, i + 1) != (expected[i] != '.'))
            fail_msg("%.*s: byte %zu, %s", (int)title.text.length, title.text.data, i, expected);
}

/* Code, links, escapes and references are literal, byte by byte. */
static void test_literal_parts_are_known(void **state)
{
    struct wp_arena *arena = wp_arena_new(0);
    struct wp_import_remarks remarks;
    struct wp_title_text title = make_title(arena, "one two", &remarks);

    (void)state;
    assert_literal(title, ".......");
    assert_literal(make_title(arena, "one `two` three", &remarks), "....`two`......");
    assert_literal(make_title(arena, "a\\)&amp;b *c*", &remarks), ".)&...");
    title = make_title(arena, "a \\[b [c](d) e", &remarks);
    assert_literal(title, "..[..[c](d)..");
    title = wp_title_text_after(title, 1);
    assert_literal(title, "[..[c](d)..");
    assert_true(wp_title_text_is_literal(title, 1, 4));
    assert_false(wp_title_text_is_literal(title, 1, 3));
    title = wp_title_text_before(title, 5);
    assert_true(wp_str_equal_c(title.text, "[b [c"));
    assert_literal(title, "[..[c");
    title = make_title(arena, "~~a~~ b", &remarks);
    assert_int_equal(title.struck_end, 5);
    title = make_title(arena, "b ~~a~~", &remarks);
    assert_int_equal(title.struck_begin, 2);
    title = wp_title_text_after(title, 2);
    assert_int_equal(title.struck_begin, 0);
    assert_int_equal(title.struck_end, 5);
    title = wp_title_text_after(title, 1);
    assert_int_equal(title.struck_end, 0);
    wp_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_titles_are_text),
        cmocka_unit_test(test_literal_parts_are_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
