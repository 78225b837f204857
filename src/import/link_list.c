#include "import/link_list.h"

#include "markdown/character_reference.h"
#include <weekplan/buf.h>

/* Return the value of a hexadecimal digit, or -1. */
static int hex_digit(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    byte = wp_str_lower(byte);
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* Append an address with its percent-encoded bytes decoded. */
static void put_decoded(struct wp_buf *buf, struct wp_str address)
{
    for (size_t i = 0; i < address.length; i++) {
        int high = i + 2 < address.length ? hex_digit(address.data[i + 1]) : -1;
        int low = i + 2 < address.length ? hex_digit(address.data[i + 2]) : -1;

        if (address.data[i] == '%' && high >= 0 && low >= 0) {
            wp_buf_putc(buf, (char)(16 * high + low));
            i += 2;
        } else {
            wp_buf_putc(buf, address.data[i]);
        }
    }
}

/* Append the text of a node. Return false if it has more than text and character references. */
static bool put_plain_text(struct wp_buf *buf, const struct wp_markdown_node *node)
{
    for (const struct wp_markdown_node *part = node->first; part != NULL; part = part->next) {
        if (part->kind == WP_MARKDOWN_ENTITY)
            wp_character_reference_resolve(buf, part->text);
        else if (part->kind == WP_MARKDOWN_TEXT)
            wp_buf_append(buf, part->text);
        else
            return false;
    }
    return true;
}

/* Append a link: its text if that is its address, which may be percent-encoded; else its address.
 */
static void put_link_address(struct wp_buf *buf, const struct wp_markdown_node *link)
{
    struct wp_buf text = WP_BUF_INIT;
    struct wp_buf plain = WP_BUF_INIT;
    struct wp_buf target = WP_BUF_INIT;
    bool same = put_plain_text(&text, link);

    put_decoded(&plain, wp_buf_str(&text));
    put_decoded(&target, link->target);
    same = same && wp_str_equal(wp_buf_str(&plain), wp_buf_str(&target));
    wp_buf_append(buf, same ? wp_buf_str(&text) : link->target);
    wp_buf_free(&text);
    wp_buf_free(&plain);
    wp_buf_free(&target);
}

/* Append the strings of the paragraph, or count them if `strings` is NULL. Return how many there
 * are, or 0 if it is another paragraph. */
static size_t read_link_list(const struct wp_markdown_node *paragraph, struct wp_str *strings,
                             struct wp_arena *arena)
{
    size_t count = 0;

    for (const struct wp_markdown_node *node = paragraph->first; node != NULL; node = node->next) {
        struct wp_buf buf = WP_BUF_INIT;

        if (node->kind != WP_MARKDOWN_TEXT ||
            !wp_str_equal_c(node->text, count == 0 ? "Links: " : ", "))
            return 0;
        node = node->next;
        if (node == NULL || (node->kind != WP_MARKDOWN_LINK && node->kind != WP_MARKDOWN_CODE_SPAN))
            return 0;
        if (node->kind == WP_MARKDOWN_LINK)
            put_link_address(&buf, node);
        else
            (void)put_plain_text(&buf, node);
        if (strings != NULL)
            strings[count] = wp_arena_copy(arena, wp_buf_str(&buf));
        count++;
        wp_buf_free(&buf);
    }
    return count;
}

bool wp_link_list_take(const struct wp_markdown_node *block, struct wp_list *links,
                       struct wp_arena *arena)
{
    struct wp_list more = {NULL, 0};

    if (block->kind != WP_MARKDOWN_PARAGRAPH)
        return false;
    more.count = read_link_list(block, NULL, arena);
    if (more.count == 0)
        return false;
    more.items = wp_arena_array(arena, links->count + more.count, sizeof *more.items);
    if (links->count > 0)
        memcpy(more.items, links->items, links->count * sizeof *more.items);
    (void)read_link_list(block, more.items + links->count, arena);
    links->items = more.items;
    links->count += more.count;
    return true;
}
