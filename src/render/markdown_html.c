#include "render/markdown_html.h"

#include "markdown/character_reference.h"
#include "markdown/markdown.h"
#include "render/escape.h"

enum { HEADING_MAX = 6 };

struct html_writer {
    struct wp_buf *out;
    struct wp_buf words;  /* scratch buffer, empty between two calls */
    struct wp_buf target; /* address of the outermost open link, if it is safe; else empty */
    unsigned heading;     /* level on the page of the headings with the level `greatest` */
    unsigned greatest;    /* least level of a heading in the text */
    unsigned links;       /* number of open links and images; only the outermost is a link */
    enum wp_markdown_place place;
};

/* Elements with a name of their own, and their style in a letter. */
static const struct {
    const char *name; /* NULL for a node that has no element, or needs code */
    const char *style;
    bool is_block;
} elements[] = {
    [WP_MARKDOWN_BLOCK_QUOTE] = {"blockquote",
                                 "margin:0 0 8px;padding:0 0 0 12px;"
                                 "border-left:3px solid rgba(128,128,128,.45)",
                                 true},
    [WP_MARKDOWN_BULLET_LIST] = {"ul", "margin:0 0 8px;padding:0 0 0 24px", true},
    [WP_MARKDOWN_ORDERED_LIST] = {"ol", "margin:0 0 8px;padding:0 0 0 24px", true},
    [WP_MARKDOWN_LIST_ITEM] = {"li", "margin:2px 0", true},
    [WP_MARKDOWN_HTML_BLOCK] = {"p", "margin:0 0 8px", true},
    [WP_MARKDOWN_PARAGRAPH] = {"p", "margin:0 0 8px", true},
    [WP_MARKDOWN_EMPHASIS] = {"em", NULL, false},
    [WP_MARKDOWN_STRONG] = {"strong", NULL, false},
    [WP_MARKDOWN_STRIKETHROUGH] = {"del", NULL, false},
    [WP_MARKDOWN_CODE_SPAN] = {"code",
                               "background-color:rgba(128,128,128,.16);padding:1px 4px;"
                               "border-radius:4px;font-size:14px",
                               false},
};

#define CODE_BLOCK_STYLE                                                                           \
    "margin:0 0 8px;padding:8px 12px;background-color:rgba(128,128,128,.16);border-radius:4px;"    \
    "font-size:14px;white-space:pre-wrap;overflow-wrap:anywhere"
#define HEADING_STYLE "font-size:16px;line-height:1.45;font-weight:bold;margin:16px 0 4px"
#define TABLE_STYLE   "margin:0 0 8px;font-family:monospace;font-size:14px;white-space:pre-wrap"

/* Begin an element. Its class is for a page, its style for a letter; NULL is allowed. */
static void begin_element(struct html_writer *writer, const char *name, const char *class,
                          const char *style)
{
    wp_buf_printf(writer->out, "<%s", name);
    if (writer->place == WP_MARKDOWN_LETTER && style != NULL)
        wp_buf_printf(writer->out, " style=\"%s\"", style);
    else if (writer->place == WP_MARKDOWN_PAGE && class != NULL)
        wp_buf_printf(writer->out, " class=\"%s\"", class);
}

static void end_element(struct html_writer *writer, const char *name, bool is_block)
{
    wp_buf_printf(writer->out, is_block ? "</%s>\n" : "</%s>", name);
}

/* Return the least level of a heading in the document; HEADING_MAX if it has none. */
static unsigned greatest_heading(const struct wp_markdown_node *document)
{
    const struct wp_markdown_node *node = document;
    unsigned greatest = HEADING_MAX;

    for (; node != NULL; node = wp_markdown_after(node, document))
        if (node->kind == WP_MARKDOWN_HEADING && node->number < greatest)
            greatest = node->number;
    return greatest;
}

/* Return "h3" for a heading of level 3 on the page. */
static const char *heading_name(const struct html_writer *writer,
                                const struct wp_markdown_node *node)
{
    static const char *const names[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
    unsigned level = writer->heading + node->number - writer->greatest;

    return names[(level < HEADING_MAX ? level : HEADING_MAX) - 1];
}

/* Whether a paragraph is a table: its text begins with '|'. Tables are text, in columns as they are
 * written. */
static bool is_table(const struct wp_markdown_node *node)
{
    return node->kind == WP_MARKDOWN_PARAGRAPH && node->first != NULL &&
           node->first->kind == WP_MARKDOWN_TEXT && wp_str_starts(node->first->text, "|");
}

/* Return the style of an element in a letter. */
static const char *letter_style(const struct wp_markdown_node *node)
{
    bool is_list = node->kind == WP_MARKDOWN_BULLET_LIST || node->kind == WP_MARKDOWN_ORDERED_LIST;

    if (is_list && node->parent->kind == WP_MARKDOWN_LIST_ITEM)
        return "margin:2px 0;padding:0 0 0 24px";
    return is_table(node) ? TABLE_STYLE : elements[node->kind].style;
}

static void begin_list_item(struct html_writer *writer, const struct wp_markdown_node *node)
{
    bool done = node->task == 'x' || node->task == 'X';

    begin_element(writer, "li", node->task != 0 ? "task" : NULL,
                  node->task != 0 ? "margin:2px 0;list-style:none" : letter_style(node));
    wp_buf_putc(writer->out, '>');
    if (node->task == 0)
        return;
    if (writer->place == WP_MARKDOWN_LETTER)
        wp_buf_printf(writer->out,
                      "<span style=\"display:inline-block;width:22px;margin-left:-22px\">%s</span>",
                      done ? "☑" : "☐");
    else
        wp_buf_printf(writer->out, "<input type=\"checkbox\" disabled%s aria-label=\"%s\"> ",
                      done ? " checked" : "", done ? "done" : "open");
}

/* Begin a link, if it is the outermost one and its address is safe. */
static void begin_anchor(struct html_writer *writer, const struct wp_markdown_node *node)
{
    struct wp_str target;

    if (writer->links++ > 0)
        return;
    wp_character_reference_resolve(&writer->target, node->target);
    target = wp_str_trim(wp_buf_str(&writer->target));
    if (wp_escape_is_safe_link(target)) {
        wp_buf_puts(writer->out, "<a href=\"");
        wp_escape(writer->out, WP_FORMAT_TARGET, target);
        wp_buf_puts(writer->out, "\" rel=\"noopener noreferrer\">");
    } else {
        wp_buf_clear(&writer->target);
    }
}

/* Append the address of a link whose text does not have it. */
static void put_address(struct html_writer *writer, const struct wp_markdown_node *node)
{
    const char *begin = node->first != NULL ? " (" : "";

    if (node->target.length == 0 || wp_markdown_is_autolink(node))
        return;
    wp_character_reference_resolve(&writer->words, node->target);
    wp_buf_puts(writer->out, begin);
    wp_escape(writer->out, WP_FORMAT_HTML, wp_buf_str(&writer->words));
    wp_buf_puts(writer->out, node->first != NULL ? ")" : "");
    wp_buf_clear(&writer->words);
}

static void end_anchor(struct html_writer *writer, const struct wp_markdown_node *node)
{
    bool linked = writer->target.length > 0;

    writer->links--;
    if (writer->links > 0)
        return;
    if (!linked || node->first == NULL)
        put_address(writer, node);
    wp_buf_puts(writer->out, linked ? "</a>" : "");
    wp_buf_clear(&writer->target);
}

static void put_reference(struct html_writer *writer, struct wp_str text)
{
    wp_character_reference_resolve(&writer->words, text);
    wp_escape(writer->out, WP_FORMAT_HTML, wp_buf_str(&writer->words));
    wp_buf_clear(&writer->words);
}

/* Append the text of a node. The lines of a block of HTML are lines of the page. */
static void put_text(struct html_writer *writer, const struct wp_markdown_node *node)
{
    enum wp_markdown_kind within = node->parent->kind;

    if (within == WP_MARKDOWN_CODE_BLOCK)
        wp_escape_html_prose(writer->out, node->text);
    else if (within == WP_MARKDOWN_HTML_BLOCK && wp_str_equal_c(node->text, "\n"))
        wp_buf_puts(writer->out, node->next != NULL ? "<br>\n" : "");
    else
        wp_escape(writer->out, WP_FORMAT_HTML, node->text);
}

static void enter_markdown_node(void *page, const struct wp_markdown_node *node)
{
    struct html_writer *writer = page;

    switch (node->kind) {
    case WP_MARKDOWN_DOCUMENT:
        break;
    case WP_MARKDOWN_HEADING:
        begin_element(writer, heading_name(writer, node), NULL, HEADING_STYLE);
        wp_buf_putc(writer->out, '>');
        break;
    case WP_MARKDOWN_ORDERED_LIST:
        begin_element(writer, "ol", NULL, letter_style(node));
        if (node->number != 1)
            wp_buf_printf(writer->out, " start=\"%u\"", node->number);
        wp_buf_puts(writer->out, ">\n");
        break;
    case WP_MARKDOWN_LIST_ITEM:
        begin_list_item(writer, node);
        break;
    case WP_MARKDOWN_THEMATIC_BREAK:
        begin_element(writer, "hr", NULL, "margin:16px 0;border:0;border-top:1px solid #8c959f");
        wp_buf_puts(writer->out, ">\n");
        break;
    case WP_MARKDOWN_CODE_BLOCK:
        begin_element(writer, "pre", NULL, CODE_BLOCK_STYLE);
        wp_buf_puts(writer->out, "><code>");
        break;
    case WP_MARKDOWN_LINK:
    case WP_MARKDOWN_IMAGE:
        begin_anchor(writer, node);
        break;
    case WP_MARKDOWN_TEXT:
    case WP_MARKDOWN_RAW_HTML:
        put_text(writer, node);
        break;
    case WP_MARKDOWN_ENTITY:
        put_reference(writer, node->text);
        break;
    case WP_MARKDOWN_SOFT_BREAK:
    case WP_MARKDOWN_HARD_BREAK:
        /* the line break after the element would be a second one in a table */
        wp_buf_puts(writer->out, is_table(node->parent) ? "<br>" : "<br>\n");
        break;
    default:
        begin_element(writer, elements[node->kind].name, is_table(node) ? "table" : NULL,
                      letter_style(node));
        wp_buf_puts(writer->out,
                    node->kind == WP_MARKDOWN_BLOCK_QUOTE || node->kind == WP_MARKDOWN_BULLET_LIST
                        ? ">\n"
                        : ">");
        break;
    }
}

static void leave_markdown_node(void *page, const struct wp_markdown_node *node)
{
    struct html_writer *writer = page;

    switch (node->kind) {
    case WP_MARKDOWN_HEADING:
        end_element(writer, heading_name(writer, node), true);
        break;
    case WP_MARKDOWN_CODE_BLOCK:
        wp_buf_puts(writer->out, "</code></pre>\n");
        break;
    case WP_MARKDOWN_LINK:
    case WP_MARKDOWN_IMAGE:
        end_anchor(writer, node);
        break;
    default:
        if (node->kind < sizeof elements / sizeof elements[0] && elements[node->kind].name != NULL)
            end_element(writer, elements[node->kind].name, elements[node->kind].is_block);
        break;
    }
}

bool wp_markdown_html_within(struct wp_buf *out, const char *begin, struct wp_str text,
                             const char *end, unsigned heading, enum wp_markdown_place place)
{
    static const struct wp_markdown_visitor visitor = {enter_markdown_node, leave_markdown_node};
    struct html_writer writer = {.out = out,
                                 .words = WP_BUF_INIT,
                                 .target = WP_BUF_INIT,
                                 .heading = heading,
                                 .place = place};
    struct wp_arena *arena = wp_arena_new(0);
    const struct wp_markdown_node *document = wp_markdown_parse(text, arena);
    bool is_shown = document != NULL && document->first != NULL;

    if (is_shown) {
        writer.greatest = greatest_heading(document);
        wp_buf_puts(out, begin);
        wp_markdown_walk(document, &visitor, &writer);
        wp_buf_puts(out, end);
    }
    wp_buf_free(&writer.words);
    wp_buf_free(&writer.target);
    wp_arena_free(arena);
    return is_shown;
}
