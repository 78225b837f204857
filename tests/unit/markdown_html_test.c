/* Markdown as HTML. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/markdown_html.h"

#define LINK(target, text) "<a href=\"" target "\" rel=\"noopener noreferrer\">" text "</a>"

static const struct {
    const char *text;
    const char *html;
} cases[] = {
    {"plain", "<p>plain</p>\n"},
    {"one\ntwo  \nthree\n\nfour", "<p>one<br>\ntwo<br>\nthree</p>\n<p>four</p>\n"},
    {"*a* **b** ~~c~~ `d  <e>`",
     "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d  &lt;e&gt;</code></p>\n"},
    {"- a\n- b\n  1. c\n", "<ul>\n<li>a</li>\n<li>b<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>\n"},
    {"3. a\n\n4. b", "<ol start=\"3\">\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ol>\n"},
    {"- [ ] a\n- [x] b",
     "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"open\"> a</li>\n"
     "<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"done\"> b</li>\n"
     "</ul>\n"},
    {"> a\n", "<blockquote>\n<p>a</p>\n</blockquote>\n"},
    {"***\n", "<hr>\n"},
    {"```c\n<b>\n    x\n```", "<pre><code>&lt;b&gt;\n    x\n</code></pre>\n"},
    {"|a|\n|-|\n|1|", "<p class=\"table\">|a|<br>|-|<br>|1|</p>\n"},
    /* headings */
    {"# a\n### b\n###### c", "<h3>a</h3>\n<h5>b</h5>\n<h6>c</h6>\n"},
    {"### a\n#### b", "<h3>a</h3>\n<h4>b</h4>\n"},
    /* links */
    {"[a](https://e.org/?x&y \"t\")", "<p>" LINK("https://e.org/?x&amp;y", "a") "</p>\n"},
    {"[a](https://e.org/?x&amp;y)", "<p>" LINK("https://e.org/?x&amp;y", "a") "</p>\n"},
    {"https://e.org", "<p>" LINK("https://e.org", "https://e.org") "</p>\n"},
    {"<ada@e.org>", "<p>" LINK("mailto:ada@e.org", "ada@e.org") "</p>\n"},
    {"[*a*][r]\n\n[r]: http://e.org", "<p>" LINK("http://e.org", "<em>a</em>") "</p>\n"},
    {"[a](javascript:x) [b](c.md) [](d)", "<p>a (javascript:x) b (c.md) d</p>\n"},
    {"[a](&#106;avascript:x)", "<p>a (javascript:x)</p>\n"},
    {"[a](jav&#x200B;ascript:x)", "<p>a (javascript:x)</p>\n"},
    {"[a](HTTPS://e.org/\"onclick=x)", "<p>" LINK("HTTPS://e.org/%22onclick=x", "a") "</p>\n"},
    {"<ftp://e.org>", "<p>ftp://e.org</p>\n"},
    /* images are links */
    {"![a](https://e.org/i.png)", "<p>" LINK("https://e.org/i.png", "a") "</p>\n"},
    {"![](https://e.org/i.png)", "<p>" LINK("https://e.org/i.png", "https://e.org/i.png") "</p>\n"},
    {"[![a](i.png)](https://e.org)", "<p>" LINK("https://e.org", "a") "</p>\n"},
    {"![a [b](https://f.org)](https://e.org)", "<p>" LINK("https://e.org", "a b") "</p>\n"},
    /* raw HTML is text */
    {"<b onclick=\"x\">a</b>", "<p>&lt;b onclick=&quot;x&quot;&gt;a&lt;/b&gt;</p>\n"},
    {"<script>\nx\n</script>", "<p>&lt;script&gt;<br>\nx<br>\n&lt;/script&gt;</p>\n"},
    {"a\n\n<!-- b -->", "<p>a</p>\n<p>&lt;!-- b --&gt;</p>\n"},
    /* character references, and characters that nobody sees */
    {"&lt;b&gt; &euro; &nope;", "<p>&lt;b&gt; € &amp;nope;</p>\n"},
    /* NOLINTNEXTLINE(misc-misleading-bidirectional): the subject of the test */
    {"a&#x202E;b&#27;c\xE2\x80\xAE"
     "d",
     "<p>ab\xEF\xBF\xBD"
     "cd</p>\n"},
    {"\x1B[31m \xFF", "<p>\xEF\xBF\xBD[31m \xEF\xBF\xBD</p>\n"},
};

static void markdown_becomes_html(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct wp_buf out = WP_BUF_INIT;

        assert_true(
            wp_markdown_html_within(&out, "", wp_str(cases[i].text), "", 3, WP_MARKDOWN_PAGE));
        assert_string_equal(out.data, cases[i].html);
        wp_buf_free(&out);
    }
}

/* In a letter each element has its own style, and there are no classes and no checkboxes. */
static void letters_need_no_css(void **state)
{
    static const char *const text = "# a\n- [x] b\n  - c\n\n> `d`\n\n```\ne\n```\n|f|\n|-|\n";
    struct wp_buf out = WP_BUF_INIT;

    (void)state;
    assert_true(
        wp_markdown_html_within(&out, "<div>", wp_str(text), "</div>", 3, WP_MARKDOWN_LETTER));
    assert_null(strstr(out.data, "class="));
    assert_null(strstr(out.data, "<input"));
    assert_non_null(strstr(out.data, "<div><h3 style=\""));
    assert_non_null(strstr(out.data, "☑"));
    assert_non_null(strstr(out.data, "<pre style=\""));
    wp_buf_free(&out);
}

/* A text of blanks, or of reference definitions, would be shown as nothing. */
static void nothing_is_refused(void **state)
{
    static const char *const texts[] = {"", " \n\n", "[r]: https://e.org\n"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct wp_buf out = WP_BUF_INIT;

        assert_false(
            wp_markdown_html_within(&out, "a", wp_str(texts[i]), "b", 3, WP_MARKDOWN_PAGE));
        assert_int_equal(out.length, 0);
        wp_buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markdown_becomes_html),
        cmocka_unit_test(letters_need_no_css),
        cmocka_unit_test(nothing_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
