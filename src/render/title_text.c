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

/* How a format writes the parts of a title. */
struct title_writer {
    void (*text)(void *page, struct wp_str text); /* without links */
    void (*url)(void *page, struct wp_str url);   /* NULL if URLs are text */
    /* An inline link. `text` is empty if it has none. */
    void (*link)(void *page, struct wp_str text, struct wp_str address);
};

/* Write text without inline links. */
static void write_text_and_urls(const struct title_writer *writer, void *page, struct wp_str text)
{
    size_t at = 0;

    while (writer->url != NULL) {
        struct wp_str url = wp_url_text_find(text, at);
        size_t begin;

        if (url.length == 0)
            break;
        begin = (size_t)(url.data - text.data);
        writer->text(page, wp_str_slice(text, at, begin - at));
        writer->url(page, url);
        at = begin + url.length;
    }
    writer->text(page, wp_str_slice(text, at, text.length));
}

static void write_title(const struct title_writer *writer, void *page, struct wp_str title)
{
    struct wp_inline_link link;
    struct wp_buf address = WP_BUF_INIT;
    size_t at = 0;

    while (find_title_link(title, at, &link, &address)) {
        write_text_and_urls(writer, page, wp_str_slice(title, at, link.begin - at));
        writer->link(page, link.text, wp_buf_str(&address));
        at = link.end;
    }
    write_text_and_urls(writer, page, wp_str_slice(title, at, title.length));
    wp_buf_free(&address);
}

/* A line for a terminal on its way. */
struct term_title {
    struct wp_linked_text *text;
    const struct wp_term *term;
};

static void put_term_text(void *page, struct wp_str text)
{
    struct term_title *title = page;

    wp_linked_text_add(title->text, title->term, text, wp_str(""), 0);
}

static void put_term_link(void *page, struct wp_str text, struct wp_str address)
{
    struct term_title *title = page;
    struct wp_str shown = text.length > 0 ? text : address;

    if (wp_term_can_hide(title->term, address)) {
        wp_linked_text_add(title->text, title->term, shown, address, 0);
        return;
    }
    put_term_text(page, shown);
    if (!wp_str_equal(shown, address)) {
        put_term_text(page, wp_str(" ("));
        put_term_text(page, address);
        put_term_text(page, wp_str(")"));
    }
}

void wp_title_text_add(struct wp_linked_text *text, const struct wp_term *term, struct wp_str title)
{
    static const struct title_writer writer = {.text = put_term_text, .link = put_term_link};
    struct term_title page = {text, term};

    write_title(&writer, &page, title);
}

static void put_title_words(void *page, struct wp_str text)
{
    wp_buf_append(page, text);
}

static void put_link_words(void *page, struct wp_str text, struct wp_str address)
{
    wp_buf_append(page, text.length > 0 ? text : address);
}

void wp_title_text_plain(struct wp_buf *buf, struct wp_str title)
{
    static const struct title_writer writer = {.text = put_title_words, .link = put_link_words};

    write_title(&writer, buf, title);
}

static void put_html_text(void *page, struct wp_str text)
{
    wp_html_text(page, text);
}

static void put_html_url(void *page, struct wp_str url)
{
    wp_html_link_to(page, url, url);
}

static void put_html_link(void *page, struct wp_str text, struct wp_str address)
{
    wp_html_link_to(page, text.length > 0 ? text : address, address);
}

void wp_title_text_html(struct wp_buf *out, struct wp_str title)
{
    static const struct title_writer writer = {
        .text = put_html_text, .url = put_html_url, .link = put_html_link};

    write_title(&writer, out, title);
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

static void put_markdown_title_text(void *page, struct wp_str text)
{
    wp_escape(page, WP_FORMAT_MARKDOWN, text);
}

/* Append a URL as a link if it can be one as it is, else as text. */
static void put_markdown_url(void *page, struct wp_str url)
{
    if (is_plain_address(url))
        wp_title_text_markdown_address(page, url);
    else
        put_markdown_title_text(page, url);
}

static void put_markdown_link(void *page, struct wp_str text, struct wp_str address)
{
    if (text.length == 0) {
        wp_title_text_markdown_address(page, address);
        return;
    }
    wp_buf_putc(page, '[');
    put_markdown_title_text(page, text);
    put_markdown_target(page, address);
}

void wp_title_text_markdown(struct wp_buf *out, struct wp_str title)
{
    static const struct title_writer writer = {
        .text = put_markdown_title_text, .url = put_markdown_url, .link = put_markdown_link};

    write_title(&writer, out, title);
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
