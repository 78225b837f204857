#include "render/title_text.h"

#include <string.h>

#include "markdown/character_reference.h"
#include "markdown/inline_link.h"
#include "render/escape.h"
#include "render/html.h"
#include "render/url_text.h"

/* Find the first link with a safe address in `title` from offset `from` on. Put the address into
 * `address`, which is cleared first. */
static bool find_title_link(struct wp_str title, size_t from, struct wp_inline_link *link,
                            struct wp_buf *address)
{
    while (wp_inline_link_find(title, from, link)) {
        wp_buf_clear(address);
        wp_character_reference_resolve(address, link->target);
        if (wp_escape_is_safe_link(wp_buf_str(address)))
            return true;
        from = link->end;
    }
    return false;
}

void wp_title_text_add(struct wp_linked_text *text, const struct wp_term *term, struct wp_str title)
{
    struct wp_inline_link link;
    struct wp_buf address = WP_BUF_INIT;
    const struct wp_str none = wp_str("");
    size_t at = 0;

    while (find_title_link(title, at, &link, &address)) {
        struct wp_str target = wp_buf_str(&address);
        struct wp_str shown = link.text.length > 0 ? link.text : target;
        bool hides = wp_term_can_hide(term, target);

        wp_linked_text_add(text, term, wp_str_slice(title, at, link.begin - at), none, 0);
        wp_linked_text_add(text, term, shown, hides ? target : none, 0);
        if (!hides && !wp_str_equal(shown, target)) {
            wp_linked_text_add(text, term, wp_str(" ("), none, 0);
            wp_linked_text_add(text, term, target, none, 0);
            wp_linked_text_add(text, term, wp_str(")"), none, 0);
        }
        at = link.end;
    }
    wp_linked_text_add(text, term, wp_str_slice(title, at, title.length), none, 0);
    wp_buf_free(&address);
}

void wp_title_text_plain(struct wp_buf *buf, struct wp_str title)
{
    struct wp_inline_link link;
    struct wp_buf address = WP_BUF_INIT;
    size_t at = 0;

    while (find_title_link(title, at, &link, &address)) {
        wp_buf_append(buf, wp_str_slice(title, at, link.begin - at));
        wp_buf_append(buf, link.text.length > 0 ? link.text : wp_buf_str(&address));
        at = link.end;
    }
    wp_buf_append(buf, wp_str_slice(title, at, title.length));
    wp_buf_free(&address);
}

/* Append text without inline links, with each URL as a link. */
static void put_html_urls(struct wp_buf *out, struct wp_str text)
{
    size_t at = 0;

    for (;;) {
        struct wp_str url = wp_url_text_find(text, at);
        size_t begin = url.length > 0 ? (size_t)(url.data - text.data) : text.length;

        wp_html_text(out, wp_str_slice(text, at, begin - at));
        if (url.length == 0)
            return;
        wp_html_link_to(out, url, url);
        at = begin + url.length;
    }
}

void wp_title_text_html(struct wp_buf *out, struct wp_str title)
{
    struct wp_inline_link link;
    struct wp_buf address = WP_BUF_INIT;
    size_t at = 0;

    while (find_title_link(title, at, &link, &address)) {
        put_html_urls(out, wp_str_slice(title, at, link.begin - at));
        wp_html_link_to(out, link.text.length > 0 ? link.text : wp_buf_str(&address),
                        wp_buf_str(&address));
        at = link.end;
    }
    put_html_urls(out, wp_str_slice(title, at, title.length));
    wp_buf_free(&address);
}

/* Whether an address may be between '<' and '>' in Markdown: it has no character that ends it or
 * that readers before Markdown take for their own, and no character reference. */
static bool is_plain_address(struct wp_str address)
{
    const char *reference = NULL;

    for (size_t i = 0; i < address.length; i++) {
        unsigned char byte = (unsigned char)address.data[i];

        if (byte <= ' ' || byte >= 0x7F || strchr("<>\"\\^`{|}", (char)byte) != NULL)
            return false;
        if (byte == '&')
            reference = &address.data[i];
        if (byte == ';' && reference != NULL)
            return false;
    }
    return true;
}

/* Append `](ADDRESS)`, the end of a link. */
static void put_markdown_target(struct wp_buf *out, struct wp_str address)
{
    struct wp_buf target = WP_BUF_INIT;
    bool plain;

    wp_escape(&target, WP_FORMAT_TARGET, address);
    plain = strpbrk(target.data, "()") == NULL;
    wp_buf_printf(out, plain ? "](%s)" : "](<%s>)", target.data);
    wp_buf_free(&target);
}

void wp_title_text_markdown_address(struct wp_buf *out, struct wp_str address)
{
    if (is_plain_address(address)) {
        wp_buf_putc(out, '<');
        wp_buf_append(out, address);
        wp_buf_putc(out, '>');
    } else {
        wp_buf_putc(out, '[');
        wp_escape(out, WP_FORMAT_MARKDOWN, address);
        put_markdown_target(out, address);
    }
}

/* Append text without inline links, with each URL as a link if it can be one as it is. */
static void put_markdown_urls(struct wp_buf *out, struct wp_str text)
{
    size_t at = 0;

    for (;;) {
        struct wp_str url = wp_url_text_find(text, at);
        size_t begin = url.length > 0 ? (size_t)(url.data - text.data) : text.length;

        wp_escape(out, WP_FORMAT_MARKDOWN, wp_str_slice(text, at, begin - at));
        if (url.length == 0)
            return;
        if (is_plain_address(url))
            wp_title_text_markdown_address(out, url);
        else
            wp_escape(out, WP_FORMAT_MARKDOWN, url);
        at = begin + url.length;
    }
}

void wp_title_text_markdown(struct wp_buf *out, struct wp_str title)
{
    struct wp_inline_link link;
    struct wp_buf address = WP_BUF_INIT;
    size_t at = 0;

    while (find_title_link(title, at, &link, &address)) {
        put_markdown_urls(out, wp_str_slice(title, at, link.begin - at));
        if (link.text.length > 0) {
            wp_buf_putc(out, '[');
            wp_escape(out, WP_FORMAT_MARKDOWN, link.text);
            put_markdown_target(out, wp_buf_str(&address));
        } else {
            wp_title_text_markdown_address(out, wp_buf_str(&address));
        }
        at = link.end;
    }
    put_markdown_urls(out, wp_str_slice(title, at, title.length));
    wp_buf_free(&address);
}

bool wp_title_text_ends_with_link(struct wp_str title)
{
    struct wp_inline_link link;
    struct wp_buf address = WP_BUF_INIT;
    size_t at = 0;

    while (find_title_link(title, at, &link, &address))
        at = link.end;
    wp_buf_free(&address);
    return at > 0 && at == title.length;
}
