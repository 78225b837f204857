#include "import/link_text.h"

/* The longest label of a reference in bytes (CommonMark 4.7: 999 characters). */
enum { LABEL_MAX = 4 * 999 };

/* Whether an address can be written without angle brackets (CommonMark 6.3). */
static bool is_plain_target(struct wp_str target)
{
    unsigned depth = 0;

    for (size_t i = 0; i < target.length; i++) {
        if ((unsigned char)target.data[i] <= ' ' || target.data[i] == '<' || depth > 30)
            return false;
        if (target.data[i] == ')' && depth == 0)
            return false;
        depth += target.data[i] == '(';
        depth -= target.data[i] == ')';
    }
    return depth == 0 && target.length > 0;
}

void wp_link_text_put_end(struct wp_buf *buf, const struct wp_markdown_node *link)
{
    bool plain = is_plain_target(link->target);

    wp_buf_puts(buf, plain ? "](" : "](<");
    for (size_t i = 0; i < link->target.length; i++) {
        char byte = link->target.data[i];

        if (!plain && (byte == '<' || byte == '>'))
            wp_buf_putc(buf, '\\');
        wp_buf_putc(buf, byte == '\n' ? ' ' : byte);
    }
    wp_buf_puts(buf, plain ? "" : ">");
    if (link->title.length > 0) {
        wp_buf_puts(buf, " \"");
        for (size_t i = 0; i < link->title.length; i++) {
            if (link->title.data[i] == '"')
                wp_buf_putc(buf, '\\');
            wp_buf_putc(buf, link->title.data[i] == '\n' ? ' ' : link->title.data[i]);
        }
        wp_buf_putc(buf, '"');
    }
    wp_buf_putc(buf, ')');
}

bool wp_link_text_is_address(const struct wp_markdown_node *link)
{
    const struct wp_markdown_node *only = link->first;
    struct wp_str target = link->target;

    if (link->kind != WP_MARKDOWN_LINK || only == NULL || only != link->last ||
        only->kind != WP_MARKDOWN_TEXT)
        return false;
    if (wp_str_starts(target, "mailto:") && !wp_str_starts(only->text, "mailto:"))
        target = wp_str_slice(target, strlen("mailto:"), target.length);
    return wp_str_equal(target, only->text);
}

/* Return the offset of the next `byte` from `at` on, or a later offset if it is too far away. */
static size_t find_byte(struct wp_str text, size_t at, char byte)
{
    size_t limit = at + LABEL_MAX;

    while (at < text.length && at < limit && text.data[at] != byte)
        at++;
    return at < limit ? at : text.length;
}

/* Return the offset after the end of a link or an image whose text ends with the bracket at
 * `bracket`. */
static size_t skip_target(struct wp_str text, size_t bracket)
{
    char next = bracket + 1 < text.length ? text.data[bracket + 1] : 0;

    if (next == '(')
        return find_byte(text, bracket + 1, ')') + 1;
    if (next == '[')
        return find_byte(text, bracket + 1, ']') + 1;
    return bracket + 1;
}

/* Return the offset of the bracket that ends the text of a link. Between it and the last text are
 * only marks of emphasis and code, and the end of an image. */
static size_t end_of_link_text(const struct wp_markdown_node *link, struct wp_str text)
{
    const struct wp_markdown_node *last = link->last;
    size_t at = find_byte(text, wp_span_end(link->source), ']');

    while (last != NULL && last->kind != WP_MARKDOWN_IMAGE)
        last = last->last;
    return last != NULL ? find_byte(text, skip_target(text, at), ']') : at;
}

/* Return the offset of the bracket before the first text of a link, or `text.length`. */
static size_t begin_of_link_text(const struct wp_markdown_node *link, struct wp_str text)
{
    size_t begin = link->source.offset;

    while (begin > 0 && text.data[begin - 1] != '\n' && link->source.offset - begin < LABEL_MAX)
        if (text.data[--begin] == '[')
            return begin;
    return text.length;
}

bool wp_link_text_find_reference(const struct wp_markdown_node *link, struct wp_str text,
                                 struct wp_span *span, struct wp_str *label)
{
    size_t begin = begin_of_link_text(link, text);
    size_t end = end_of_link_text(link, text);
    size_t after;

    if (link->source.length == 0 || begin >= text.length || end >= text.length)
        return false;
    if (end + 1 < text.length && text.data[end + 1] == '(')
        return false;
    *label = wp_str_slice(text, begin + 1, end - begin - 1);
    after = skip_target(text, end);
    if (after > end + 3 && after <= text.length)
        *label = wp_str_slice(text, end + 2, after - end - 3);
    *span = wp_span(end, (after < text.length ? after : text.length) - end);
    return true;
}
