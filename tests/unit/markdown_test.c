/* Markdown as a tree of nodes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "markdown/markdown.h"
#include <weekplan/buf.h>

static const char *const names[] = {
    [WP_MARKDOWN_DOCUMENT] = "document",
    [WP_MARKDOWN_BLOCK_QUOTE] = "quote",
    [WP_MARKDOWN_BULLET_LIST] = "bullets",
    [WP_MARKDOWN_ORDERED_LIST] = "numbers",
    [WP_MARKDOWN_LIST_ITEM] = "item",
    [WP_MARKDOWN_THEMATIC_BREAK] = "rule",
    [WP_MARKDOWN_HEADING] = "heading",
    [WP_MARKDOWN_CODE_BLOCK] = "pre",
    [WP_MARKDOWN_HTML_BLOCK] = "html",
    [WP_MARKDOWN_PARAGRAPH] = "p",
    [WP_MARKDOWN_EMPHASIS] = "em",
    [WP_MARKDOWN_STRONG] = "strong",
    [WP_MARKDOWN_STRIKETHROUGH] = "del",
    [WP_MARKDOWN_CODE_SPAN] = "code",
    [WP_MARKDOWN_LINK] = "link",
    [WP_MARKDOWN_IMAGE] = "image",
    [WP_MARKDOWN_TEXT] = "",
    [WP_MARKDOWN_ENTITY] = "entity ",
    [WP_MARKDOWN_RAW_HTML] = "raw ",
    [WP_MARKDOWN_SOFT_BREAK] = "soft",
    [WP_MARKDOWN_HARD_BREAK] = "hard",
};

/* Append the tree of a node, such as "p[hello em[world]]". */
static void put_tree(struct wp_buf *out, const struct wp_markdown_node *node)
{
    wp_buf_puts(out, names[node->kind]);
    if (node->number > 0)
        wp_buf_number(out, node->number);
    if (node->task != 0)
        wp_buf_printf(out, "(%c)", node->task);
    if (node->kind < WP_MARKDOWN_TEXT && node->target.length > 0)
        wp_buf_puts(out, "->");
    wp_buf_append(out, node->text); /* or the target */
    if (node->first == NULL)
        return;
    wp_buf_putc(out, '[');
    for (const struct wp_markdown_node *child = node->first; child != NULL; child = child->next) {
        put_tree(out, child);
        if (child->next != NULL)
            wp_buf_putc(out, ' ');
    }
    wp_buf_putc(out, ']');
}

static const struct {
    const char *text;
    const char *tree;
} rows[] = {
    {"", "document"},
    {"Read *it* now\nthen", "document[p[Read  em[it]  now soft then]]"},
    {"## Goals\n\nrest  \nline", "document[heading2[Goals] p[rest hard line]]"},
    {"- [ ] one\n- [x] two\n- [-] three",
     "document[bullets[item( )[one] item(x)[two] item[[-] three]]]"},
    {"3. a\n\n   b\n4. c", "document[numbers3[item[p[a] p[b]] item[p[c]]]]"},
    {"- a\n\t- b", "document[bullets[item[a bullets[item[b]]]]]"},
    {"> q\n\n***\n\n    code\n", "document[quote[p[q]] rule pre[code \n]]"},
    {"```c\nint a;\n```", "document[pre->c[int a; \n]]"},
    {"[a](https://e.org/?a&amp;b \"t\") ~~b~~ `c\nd` **e** ![f](g.png)",
     "document[p[link->https://e.org/?a&amp;b[a]   del[b]   code[c   d]   strong[e]   "
     "image->g.png[f]]]"},
    {"see https://e.org/x.", "document[p[see  link->https://e.org/x[https://e.org/x] .]]"},
    {"&amp; \\* <b>", "document[p[entity &amp;   *   raw <b>]]"},
    {"<div>\nx\n</div>", "document[html[raw <div> raw \n raw x raw \n raw </div> raw \n]]"},
    {"*https://e.org/a*b\n\nb", "document[p[em[link->https://e.org/a*b[https://e.org/a*b]]] p[b]]"},
    {"| a | b |\n|---|---|\n", "document[p[| a | b | soft |---|---|]]"},
};

static void test_trees(void **state)
{
    (void)state;
    assert_true(wp_markdown_is_available());
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wp_arena *arena = wp_arena_new(0);
        struct wp_buf out = WP_BUF_INIT;

        put_tree(&out, wp_markdown_parse(wp_str(rows[i].text), arena));
        assert_string_equal(out.data, rows[i].tree);
        wp_buf_free(&out);
        wp_arena_free(arena);
    }
}

/* Where a list item is in the text changes nothing: md4c 0.4.8 takes some offsets for the type of a
 * block (markdown/md4c_padding). */
static void test_offsets(void **state)
{
    static const struct {
        const char *list;
        const char *tree;
    } lists[] = {
        {"-   a\n\n\n    b\n", "bullets[item[p[a] p[b]]]"},
        {"- [ ] a\n\n\n  b\n", "bullets[item( )[p[a] p[b]]]"},
        {"- a\nlazy\r\n\n\n  b\n", "bullets[item[p[a soft lazy] p[b]]]"},
        {"- a\n\n  ```\n  c\n  ```\n\n  b\n", "bullets[item[p[a] pre[c \n] p[b]]]"},
        {"1. # a\n\n   b\n", "numbers1[item[heading1[a] p[b]]]"},
        {"- a\n\n      c\n\n\n  b\n", "bullets[item[p[a] pre[c \n] p[b]]]"},
        {"- <b>\n\n\n  b\n", "bullets[item[html[raw <b> raw \n] p[b]]]"},
        {"> - a\n>\n>\n>   b\n", "quote[bullets[item[p[a] p[b]]]]"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        for (size_t before = 1; before <= 260; before++) {
            struct wp_arena *arena = wp_arena_new(0);
            struct wp_buf text = WP_BUF_INIT;
            struct wp_buf out = WP_BUF_INIT;

            wp_buf_repeat(&text, "x", before);
            wp_buf_printf(&text, "\n\n%s", lists[i].list);
            put_tree(&out, wp_markdown_parse(wp_buf_str(&text), arena)->last);
            assert_string_equal(out.data, lists[i].tree);
            wp_buf_free(&text);
            wp_buf_free(&out);
            wp_arena_free(arena);
        }
}

/* The source of a node has its text, and that of its children, without the marks around it. */
static void test_source(void **state)
{
    static const char text[] = "# A\n\n- **b** and\n  `c`\n  - d\n";
    struct wp_arena *arena = wp_arena_new(0);
    struct wp_markdown_node *document = wp_markdown_parse(wp_str(text), arena);
    struct wp_markdown_node *item = document->last->first;
    struct wp_str source = {text + item->source.offset, item->source.length};

    (void)state;
    assert_int_equal(document->first->source.offset, 2);
    assert_int_equal(document->first->source.length, 1);
    assert_true(wp_str_equal_c(source, "b** and\n  `c`\n  - d"));
    assert_int_equal(document->source.offset, 2);
    wp_arena_free(arena);
}

/* A walk visits all nodes below `top` in their order, and nothing else. */
static void test_walk(void **state)
{
    struct wp_arena *arena = wp_arena_new(0);
    struct wp_markdown_node *document = wp_markdown_parse(wp_str("- a\n- b *c*\n\nd"), arena);
    const struct wp_markdown_node *list = document->first;
    const struct wp_markdown_node *last = NULL;
    size_t count = 0;

    (void)state;
    for (const struct wp_markdown_node *node = list; node != NULL;
         node = wp_markdown_after(node, list)) {
        last = node;
        count++;
    }
    assert_int_equal(count, 7);
    assert_true(last != NULL && wp_str_equal_c(last->text, "c"));
    assert_true(wp_markdown_is_inline(last));
    assert_false(wp_markdown_is_inline(list));
    wp_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_trees),
        cmocka_unit_test(test_offsets),
        cmocka_unit_test(test_source),
        cmocka_unit_test(test_walk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
