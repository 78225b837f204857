#include "render/title_text.h"

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
