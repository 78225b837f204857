/* Random Markdown is HTML that a strict parser accepts: only known elements and attributes, each
 * closed where it was opened, only safe links, and no invisible character. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "random_markdown.h"
#include "render/markdown_html.h"

enum { DEPTH_MAX = 1000, NAME_SIZE = 16 };

/* A parser of the HTML that may be written. */
struct strict_html {
    struct wp_str rest;
    const char *problem; /* NULL for none */
    char open[DEPTH_MAX][NAME_SIZE];
    size_t depth;
    unsigned links; /* number of open links */
};

static bool take_literal(struct strict_html *html, const char *literal)
{
    if (!wp_str_starts(html->rest, literal))
        return false;
    html->rest = wp_str_slice(html->rest, strlen(literal), html->rest.length);
    return true;
}

static bool is_one_of(struct wp_str name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (wp_str_equal_c(name, *names))
            return true;
    return false;
}

/* Take the bytes before the first one of `ends`. */
static struct wp_str take_until(struct strict_html *html, const char *ends)
{
    size_t length = 0;
    struct wp_str taken;

    while (length < html->rest.length &&
           (html->rest.data[length] == '\0' || strchr(ends, html->rest.data[length]) == NULL))
        length++;
    taken = wp_str_slice(html->rest, 0, length);
    html->rest = wp_str_slice(html->rest, length, html->rest.length);
    return taken;
}

/* Check text or the value of an attribute: its '&' begin references, its characters are visible. */
static void check_text(struct strict_html *html, struct wp_str text)
{
    static const char *const references[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&nbsp;"};

    while (text.length > 0) {
        int32_t character;
        size_t length = wp_utf8_decode(text, &character);

        if (character < 0 || character == '<' || character == '>' || character == '"' ||
            (character < ' ' && character != '\n' && character != '\t') ||
            (character >= 0x7F && character < 0xA0))
            html->problem = "a character";
        else if (wp_utf8_is_invisible(character) && character != 0x200C && character != 0x200D &&
                 (character < 0xFE00 || character > 0xFE0F))
            html->problem = "an invisible character";
        if (character == '&') {
            size_t i = 0;

            while (i < sizeof references / sizeof references[0] &&
                   !wp_str_starts(text, references[i]))
                i++;
            if (i == sizeof references / sizeof references[0])
                html->problem = "an ampersand";
        }
        text = wp_str_slice(text, length, text.length);
    }
}

static void check_attribute(struct strict_html *html, struct wp_str element, struct wp_str name,
                            struct wp_str value)
{
    static const char *const safe[] = {"http:", "https:", "mailto:"};
    size_t i = 0;

    check_text(html, value);
    if (wp_str_equal_c(name, "href")) {
        for (i = 0; i < sizeof safe / sizeof safe[0]; i++) {
            size_t k = 0;

            while (safe[i][k] != '\0' && k < value.length &&
                   wp_str_lower(value.data[k]) == safe[i][k])
                k++;
            if (safe[i][k] == '\0')
                break;
        }
        if (i == sizeof safe / sizeof safe[0] || !wp_str_equal_c(element, "a"))
            html->problem = "an address";
    } else if (!is_one_of(name, (const char *const[]){"rel", "class", "style", "start", "type",
                                                      "disabled", "checked", "aria-label", NULL})) {
        html->problem = "an attribute";
    }
}

static void parse_attributes(struct strict_html *html, struct wp_str element)
{
    while (html->problem == NULL && take_literal(html, " ")) {
        struct wp_str name = take_until(html, "= >");
        struct wp_str value = {"", 0};

        if (take_literal(html, "=\"")) {
            value = take_until(html, "\"");
            if (!take_literal(html, "\""))
                html->problem = "an open value";
        }
        check_attribute(html, element, name, value);
    }
    if (!take_literal(html, ">"))
        html->problem = "an open tag";
}

static void open_element(struct strict_html *html)
{
    static const char *const known[] = {"div",  "p",  "ul",     "ol",  "li", "blockquote", "pre",
                                        "code", "em", "strong", "del", "a",  "h3",         "h4",
                                        "h5",   "h6", "span",   "br",  "hr", "input",      NULL};
    static const char *const blocks[] = {"p",  "ul", "ol", "li", "blockquote", "pre", "h3",
                                         "h4", "h5", "h6", "hr", "div",        NULL};
    static const char *const phrases[] = {"p", "h3", "h4", "h5", "h6", "pre", "a", "em", NULL};
    struct wp_str name = take_until(html, " >");
    struct wp_str parent = wp_str(html->depth > 0 ? html->open[html->depth - 1] : "");

    if (!is_one_of(name, known))
        html->problem = "an element";
    else if (is_one_of(name, blocks) && is_one_of(parent, phrases))
        html->problem = "a block in a paragraph";
    else if (wp_str_equal_c(name, "li") !=
             (wp_str_equal_c(parent, "ul") || wp_str_equal_c(parent, "ol")))
        html->problem = "a list";
    else if (wp_str_equal_c(name, "a") && html->links++ > 0)
        html->problem = "a link in a link";
    parse_attributes(html, name);
    if (html->problem != NULL || is_one_of(name, (const char *const[]){"br", "hr", "input", NULL}))
        return;
    if (html->depth == DEPTH_MAX) {
        html->problem = "too deep for the test";
        return;
    }
    snprintf(html->open[html->depth++], NAME_SIZE, "%.*s", (int)name.length, name.data);
}

static void close_element(struct strict_html *html)
{
    struct wp_str name = take_until(html, ">");

    if (!take_literal(html, ">") || html->depth == 0 ||
        !wp_str_equal_c(name, html->open[html->depth - 1])) {
        html->problem = "a closing tag";
        return;
    }
    html->links -= wp_str_equal_c(name, "a");
    html->depth--;
}

/* Return what is wrong with the HTML, or NULL. */
static const char *html_problem(struct wp_str text)
{
    static struct strict_html html;

    html.rest = text;
    html.problem = NULL;
    html.depth = 0;
    html.links = 0;
    while (html.rest.length > 0 && html.problem == NULL) {
        if (take_literal(&html, "</"))
            close_element(&html);
        else if (take_literal(&html, "<"))
            open_element(&html);
        else
            check_text(&html, take_until(&html, "<"));
    }
    return html.problem == NULL && html.depth > 0 ? "an open element" : html.problem;
}

static void random_markdown_is_strict_html(void **state)
{
    uint64_t seed = setting("WEEKPLAN_SEED", 1);
    uint64_t count = case_count(100000);
    unsigned long shown = 0;

    (void)state;
    for (uint64_t i = 0; i < count; i++) {
        struct wp_buf text;
        struct wp_buf out = WP_BUF_INIT;
        const char *problem;

        random_begin(seed + i);
        text = draw_markdown();
        shown +=
            wp_markdown_html_within(&out, "<div>", wp_buf_str(&text), "</div>", 3,
                                    random_percent(50) ? WP_MARKDOWN_PAGE : WP_MARKDOWN_LETTER);
        problem = html_problem(wp_buf_str(&out));
        if (problem != NULL)
            fail_msg("WEEKPLAN_SEED=%llu: %s\n--- Markdown\n%s\n--- HTML\n%s",
                     (unsigned long long)(seed + i), problem, text.data, out.data);
        wp_buf_free(&text);
        wp_buf_free(&out);
    }
    print_message("%lu of %llu texts have HTML\n", shown, (unsigned long long)count);
    assert_true(shown > count / 2);
}

/* The parser of this test finds what it looks for. */
static void the_strict_parser_is_strict(void **state)
{
    static const char *const bad[] = {
        "<script>",
        "<p onclick=\"x\">a</p>",
        "<a href=\"javascript:x\">a</a>",
        "<p>a",
        "<p><em>a</p></em>",
        "<p>a & b</p>",
        "<ul><p>a</p></ul>",
        "<p><ul></ul></p>",
        /* NOLINTNEXTLINE(misc-misleading-bidirectional): the subject of the test */
        "<p>\xE2\x80\xAE</p>",
        "<p>\x1B</p>",
        "<p>\xFF</p>",
        "</p>",
        "<a href=\"http:a\"><a href=\"http:b\"></a></a>",
        "<img src=\"http:a\">",
    };

    (void)state;
    assert_null(html_problem(wp_str("<p class=\"x\">a &amp; <em>b</em><br>\n</p>")));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_non_null(html_problem(wp_str(bad[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_strict_parser_is_strict),
        cmocka_unit_test(random_markdown_is_strict_html),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
