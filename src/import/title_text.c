#include "import/title_text.h"

#include "base/utf8.h"
#include "import/link_text.h"

struct title_maker {
    const struct wp_import_text *text;
    struct wp_import_remarks *remarks;
    struct wp_buf buf;
    struct wp_title_text title;
    size_t links; /* number of links and images that are open; only the outermost one is written */
};

/* The character references that people write; all others stay as they are. */
static const struct {
    const char *name;
    const char *text;
} entities[] = {
    {"&amp;", "&"},  {"&lt;", "<"},    {"&gt;", ">"},    {"&quot;", "\""},  {"&apos;", "'"},
    {"&nbsp;", " "}, {"&ndash;", "–"}, {"&mdash;", "—"}, {"&hellip;", "…"}, {"&rarr;", "→"},
    {"&larr;", "←"}, {"&check;", "✓"}, {"&copy;", "©"},  {"&euro;", "€"},   {"&times;", "×"},
    {"&deg;", "°"},  {"&lsquo;", "‘"}, {"&rsquo;", "’"}, {"&ldquo;", "“"},  {"&rdquo;", "”"},
};

/* Return the number in `&#65;` or `&#x41;`. */
static int32_t number_of_entity(struct wp_str entity)
{
    bool hex = entity.length > 3 && wp_str_lower(entity.data[2]) == 'x';
    int32_t number = 0;

    for (size_t i = hex ? 3 : 2; i + 1 < entity.length && number < 0x110000; i++) {
        char digit = wp_str_lower(entity.data[i]);
        int32_t value = digit >= 'a' ? digit - 'a' + 10 : digit - '0';

        number = number * (hex ? 16 : 10) + value;
    }
    return number;
}

static void put_entity(struct wp_buf *buf, struct wp_str entity)
{
    int32_t number;

    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
        if (wp_str_equal_c(entity, entities[i].name)) {
            wp_buf_puts(buf, entities[i].text);
            return;
        }
    if (!wp_str_starts(entity, "&#")) {
        wp_buf_append(buf, entity);
        return;
    }
    number = number_of_entity(entity);
    if (number == '\n' || number == '\r' || number == 0)
        wp_buf_putc(buf, ' ');
    else
        wp_utf8_append(buf, number);
}

/* Note that the bytes of the title from `begin` on are literal. */
static void end_literal(struct title_maker *maker, size_t begin, size_t end)
{
    if (begin < maker->title.literal_begin)
        maker->title.literal_begin = begin;
    maker->title.literal_end = end;
}

/* Whether the first character of the text is escaped by a backslash. */
static bool is_escaped(const struct title_maker *maker, const struct wp_markdown_node *node)
{
    size_t offset = node->source.offset;
    const struct wp_markdown_node *parent = node->parent;
    const char *data = maker->text->text.data;

    /* A backslash before the first text of code is a part of the text before it. */
    return node->source.length > 0 && offset > 0 && data[offset - 1] == '\\' &&
           parent->kind != WP_MARKDOWN_CODE_SPAN && (unsigned char)data[offset] < 0x80;
}

static void put_title_text(struct title_maker *maker, const struct wp_markdown_node *node)
{
    size_t begin = maker->buf.length;

    for (size_t i = 0; i < node->text.length; i++)
        wp_buf_putc(&maker->buf, node->text.data[i] == '\n' ? ' ' : node->text.data[i]);
    if (maker->links > 0)
        end_literal(maker, begin, maker->buf.length);
    else if (node->text.length > 0 && is_escaped(maker, node))
        end_literal(maker, begin, begin + 1);
}

/* Whether the HTML is a line break: `<br>`, `<br/>`, `<br />`. */
static bool is_html_break(struct wp_str html)
{
    return html.length >= 4 && html.data[0] == '<' && wp_str_lower(html.data[1]) == 'b' &&
           wp_str_lower(html.data[2]) == 'r' &&
           (html.data[3] == '>' || html.data[3] == '/' || html.data[3] == ' ');
}

static void put_html(struct title_maker *maker, const struct wp_markdown_node *node)
{
    if (is_html_break(node->text))
        wp_buf_putc(&maker->buf, ' ');
    else if (node->source.length > 0 && node->text.data[0] == '<' &&
             !wp_str_starts(node->text, "</"))
        wp_import_remarks_quote(maker->remarks,
                                wp_import_text_line_at(maker->text, node->source.offset),
                                "left out of a title: HTML", node->text);
}

/* Append the backticks around code: one more than the longest row of them in it. */
static void put_backticks(struct title_maker *maker, const struct wp_markdown_node *code,
                          bool opening)
{
    size_t longest = 0;
    size_t row = 0;
    char first = 0;
    char last = 0;

    for (const struct wp_markdown_node *part = code->first; part != NULL; part = part->next)
        for (size_t i = 0; i < part->text.length; i++) {
            last = part->text.data[i];
            first = first == 0 ? last : first;
            row = last == '`' ? row + 1 : 0;
            longest = row > longest ? row : longest;
        }
    if (!opening && last == '`')
        wp_buf_putc(&maker->buf, ' ');
    wp_buf_repeat(&maker->buf, "`", longest + 1);
    if (opening && first == '`')
        wp_buf_putc(&maker->buf, ' ');
}

/* Whether a link is a reference to a footnote, `[^1]`, which md4c does not know. */
static bool is_footnote(const struct title_maker *maker, const struct wp_markdown_node *link)
{
    struct wp_span span;
    struct wp_str label;

    return link->kind == WP_MARKDOWN_LINK &&
           wp_link_text_find_reference(link, maker->text->text, &span, &label) &&
           wp_str_starts(label, "^");
}

static void enter_inline(struct title_maker *maker, const struct wp_markdown_node *node)
{
    switch (node->kind) {
    case WP_MARKDOWN_TEXT:
        put_title_text(maker, node);
        break;
    case WP_MARKDOWN_ENTITY: {
        size_t begin = maker->buf.length;

        put_entity(&maker->buf, node->text);
        end_literal(maker, begin, maker->buf.length);
        break;
    }
    case WP_MARKDOWN_SOFT_BREAK:
    case WP_MARKDOWN_HARD_BREAK:
        wp_buf_putc(&maker->buf, ' ');
        break;
    case WP_MARKDOWN_RAW_HTML:
        put_html(maker, node);
        break;
    case WP_MARKDOWN_CODE_SPAN:
        end_literal(maker, maker->buf.length, maker->buf.length);
        put_backticks(maker, node, true);
        break;
    case WP_MARKDOWN_STRIKETHROUGH:
        if (maker->title.struck_end == 0)
            maker->title.struck_begin = maker->buf.length;
        wp_buf_puts(&maker->buf, "~~");
        break;
    case WP_MARKDOWN_LINK:
    case WP_MARKDOWN_IMAGE:
        maker->links++;
        end_literal(maker, maker->buf.length, maker->buf.length);
        if (maker->links == 1 && !wp_link_text_is_address(node))
            wp_buf_putc(&maker->buf, '[');
        break;
    default:
        break;
    }
}

static void leave_link(struct title_maker *maker, const struct wp_markdown_node *link)
{
    maker->links--;
    if (maker->links == 0 && is_footnote(maker, link))
        wp_buf_putc(&maker->buf, ']');
    else if (maker->links == 0 && !wp_link_text_is_address(link))
        wp_link_text_put_end(&maker->buf, link);
    else if (link->kind == WP_MARKDOWN_IMAGE)
        wp_import_remarks_quote(maker->remarks,
                                wp_import_text_line_at(maker->text, link->source.offset),
                                "left out of a title: an image", link->target);
    end_literal(maker, maker->buf.length, maker->buf.length);
}

static void leave_inline(struct title_maker *maker, const struct wp_markdown_node *node)
{
    switch (node->kind) {
    case WP_MARKDOWN_CODE_SPAN:
        put_backticks(maker, node, false);
        end_literal(maker, maker->buf.length, maker->buf.length);
        break;
    case WP_MARKDOWN_STRIKETHROUGH:
        wp_buf_puts(&maker->buf, "~~");
        if (maker->title.struck_end == 0)
            maker->title.struck_end = maker->buf.length;
        break;
    case WP_MARKDOWN_LINK:
    case WP_MARKDOWN_IMAGE:
        leave_link(maker, node);
        break;
    default:
        break;
    }
}

/* Visit `first` and what is below it. */
static void put_inline(struct title_maker *maker, const struct wp_markdown_node *first)
{
    const struct wp_markdown_node *node = first;

    for (;;) {
        enter_inline(maker, node);
        if (node->first != NULL) {
            node = node->first;
            continue;
        }
        leave_inline(maker, node);
        while (node != first && node->next == NULL) {
            node = node->parent;
            leave_inline(maker, node);
        }
        if (node == first)
            return;
        node = node->next;
    }
}

struct wp_title_text wp_title_text_make(const struct wp_import_text *text,
                                        const struct wp_markdown_node *first,
                                        const struct wp_markdown_node *end,
                                        struct wp_import_remarks *remarks)
{
    struct title_maker maker = {
        .text = text, .remarks = remarks, .title = {.literal_begin = SIZE_MAX}};
    struct wp_title_text title;

    for (const struct wp_markdown_node *node = first; node != end; node = node->next)
        put_inline(&maker, node);
    title = maker.title;
    title.text = wp_arena_copy(remarks->arena, wp_buf_str(&maker.buf));
    if (title.literal_begin > title.text.length)
        title.literal_begin = title.text.length;
    wp_buf_free(&maker.buf);
    return wp_title_text_before(wp_title_text_after(title, 0), title.text.length);
}

struct wp_title_text wp_title_text_after(struct wp_title_text title, size_t length)
{
    struct wp_str rest = wp_str_slice(title.text, length, title.text.length);

    while (rest.length > 0 && (rest.data[0] == ' ' || rest.data[0] == '\t')) {
        rest = wp_str_slice(rest, 1, rest.length);
        length++;
    }
    title.text = rest;
    title.literal_begin = title.literal_begin > length ? title.literal_begin - length : 0;
    title.literal_end = title.literal_end > length ? title.literal_end - length : 0;
    /* A part that is cut is no longer struck. */
    if (title.struck_begin < length)
        title.struck_begin = title.struck_end = 0;
    else
        title.struck_begin -= length;
    title.struck_end -= title.struck_end > 0 ? length : 0;
    return title;
}

struct wp_title_text wp_title_text_before(struct wp_title_text title, size_t end)
{
    title.text = wp_str_slice(title.text, 0, end);
    while (title.text.length > 0 && (title.text.data[title.text.length - 1] == ' ' ||
                                     title.text.data[title.text.length - 1] == '\t'))
        title.text.length--;
    if (title.struck_end > title.text.length)
        title.struck_begin = title.struck_end = 0;
    if (title.literal_end > title.text.length)
        title.literal_end = title.text.length;
    if (title.literal_begin > title.text.length)
        title.literal_begin = title.text.length;
    return title;
}
