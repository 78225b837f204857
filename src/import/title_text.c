#include "import/title_text.h"

#include "base/utf8.h"
#include "import/link_text.h"

struct title_maker {
    const struct wp_import_text *text;
    struct wp_import_remarks *remarks;
    struct wp_buf buf;
    struct wp_buf literal; /* as the member of struct wp_title_text; for the first bytes of `buf` */
    struct wp_title_text title;
    size_t links; /* number of links and images that are open; only the outermost one is written */
    size_t codes; /* number of code spans that are open */
    size_t end;   /* offset in `text` after the last text that was written */
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

/* Note whether the bytes up to the offset `end` of the title, which have not been noted yet, are
 * literal. */
static void note_literal(struct title_maker *maker, size_t end, bool literal)
{
    while (maker->literal.length < end)
        wp_buf_putc(&maker->literal, literal ? 1 : 0);
}

/* Whether the first character of the text is escaped by a backslash. */
static bool is_escaped(const struct title_maker *maker, const struct wp_markdown_node *node)
{
    size_t offset = node->source.offset;
    const struct wp_markdown_node *parent = node->parent;
    const char *data = maker->text->text.data;

    /* The backslash may be a text itself, escaped by another one: `\\\\)`. A backslash before the
     * first text of code is a part of the text before it. */
    return node->source.length > 0 && offset > maker->end && data[offset - 1] == '\\' &&
           parent->kind != WP_MARKDOWN_CODE_SPAN && (unsigned char)data[offset] < 0x80;
}

static void put_title_text(struct title_maker *maker, const struct wp_markdown_node *node)
{
    size_t begin = maker->buf.length;

    for (size_t i = 0; i < node->text.length; i++)
        wp_buf_putc(&maker->buf, node->text.data[i] == '\n' ? ' ' : node->text.data[i]);
    if (node->text.length > 0 && is_escaped(maker, node))
        note_literal(maker, begin + 1, true);
    if (node->source.length > 0)
        maker->end = wp_span_end(node->source);
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

    return link->kind == WP_MARKDOWN_LINK && !wp_link_text_is_address(link) &&
           wp_link_text_find_reference(link, maker->text->text, &span, &label) &&
           wp_str_starts(label, "^");
}

static void enter_inline(struct title_maker *maker, const struct wp_markdown_node *node)
{
    switch (node->kind) {
    case WP_MARKDOWN_TEXT:
        put_title_text(maker, node);
        break;
    case WP_MARKDOWN_ENTITY:
        put_entity(&maker->buf, node->text);
        note_literal(maker, maker->buf.length, true);
        break;
    case WP_MARKDOWN_SOFT_BREAK:
    case WP_MARKDOWN_HARD_BREAK:
        wp_buf_putc(&maker->buf, ' ');
        break;
    case WP_MARKDOWN_RAW_HTML:
        put_html(maker, node);
        break;
    case WP_MARKDOWN_CODE_SPAN:
        maker->codes++;
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
}

static void leave_inline(struct title_maker *maker, const struct wp_markdown_node *node)
{
    switch (node->kind) {
    case WP_MARKDOWN_CODE_SPAN:
        put_backticks(maker, node, false);
        note_literal(maker, maker->buf.length, true);
        maker->codes--;
        break;
    case WP_MARKDOWN_STRIKETHROUGH:
        wp_buf_puts(&maker->buf, "~~");
        if (maker->title.struck_end == 0)
            maker->title.struck_end = maker->buf.length;
        break;
    case WP_MARKDOWN_LINK:
    case WP_MARKDOWN_IMAGE:
        leave_link(maker, node);
        note_literal(maker, maker->buf.length, true);
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
        note_literal(maker, maker->buf.length, maker->links + maker->codes > 0);
        if (node->first != NULL) {
            node = node->first;
            continue;
        }
        leave_inline(maker, node);
        note_literal(maker, maker->buf.length, false);
        while (node != first && node->next == NULL) {
            node = node->parent;
            leave_inline(maker, node);
            note_literal(maker, maker->buf.length, false);
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
    struct title_maker maker = {.text = text, .remarks = remarks};
    struct wp_title_text title;

    for (const struct wp_markdown_node *node = first; node != end; node = node->next)
        put_inline(&maker, node);
    title = maker.title;
    title.text = wp_arena_copy(remarks->arena, wp_buf_str(&maker.buf));
    title.literal = wp_arena_copy(remarks->arena, wp_buf_str(&maker.literal)).data;
    wp_buf_free(&maker.buf);
    wp_buf_free(&maker.literal);
    return wp_title_text_before(wp_title_text_after(title, 0), title.text.length);
}

bool wp_title_text_is_literal(struct wp_title_text title, size_t begin, size_t end)
{
    return title.literal != NULL && begin < end &&
           memchr(title.literal + begin, 1, end - begin) != NULL;
}

struct wp_title_text wp_title_text_after(struct wp_title_text title, size_t length)
{
    struct wp_str rest = wp_str_slice(title.text, length, title.text.length);

    while (rest.length > 0 && (rest.data[0] == ' ' || rest.data[0] == '\t')) {
        rest = wp_str_slice(rest, 1, rest.length);
        length++;
    }
    title.text = rest;
    title.literal += title.literal != NULL ? length : 0;
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
    return title;
}
