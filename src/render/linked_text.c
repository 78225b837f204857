#include "render/linked_text.h"

#include <stdlib.h>

#include "base/memory.h"
#include "render/url_text.h"

/* Append sanitized text as one stretch, or without one if it has neither target nor emphasis. */
static void add_stretch(struct wp_linked_text *text, const struct wp_term *term, struct wp_str raw,
                        struct wp_str target, unsigned emphasis)
{
    struct wp_linked_stretch *stretch;
    size_t begin = text->clean.length;

    wp_term_clean(term, &text->clean, raw);
    if (text->clean.length == begin || (target.length == 0 && emphasis == 0))
        return;
    text->stretches =
        wp_memory_grow(text->stretches, &text->capacity, text->count + 1, sizeof *text->stretches);
    stretch = &text->stretches[text->count++];
    *stretch = (struct wp_linked_stretch){.begin = begin,
                                          .end = text->clean.length,
                                          .target = text->targets.length,
                                          .target_length = target.length,
                                          .emphasis = emphasis};
    wp_buf_append(&text->targets, target);
}

/* Append a URL, with the text `rest` after it, as a hyperlink if sanitizing changes neither the URL
 * nor the character after it. */
static void add_url(struct wp_linked_text *text, const struct wp_term *term, struct wp_str url,
                    struct wp_str rest, unsigned emphasis)
{
    struct wp_buf clean = WP_BUF_INIT;
    bool is_kept = rest.length == 0 || rest.data[0] == '\t' ||
                   ((unsigned char)rest.data[0] >= ' ' && rest.data[0] != 0x7F);

    wp_term_clean(term, &clean, url);
    is_kept = is_kept && wp_str_equal(wp_buf_str(&clean), url);
    add_stretch(text, term, url, is_kept ? url : wp_str(""), emphasis);
    wp_buf_free(&clean);
}

void wp_linked_text_add(struct wp_linked_text *text, const struct wp_term *term, struct wp_str raw,
                        struct wp_str target, unsigned emphasis)
{
    size_t at = 0;

    if (!term->style->links || target.length > 0) {
        add_stretch(text, term, raw, term->style->links ? target : wp_str(""), emphasis);
        return;
    }
    for (;;) {
        struct wp_str url = wp_url_text_find(raw, at);
        size_t begin = url.length > 0 ? (size_t)(url.data - raw.data) : raw.length;

        add_stretch(text, term, wp_str_slice(raw, at, begin - at), target, emphasis);
        if (url.length == 0)
            return;
        at = begin + url.length;
        add_url(text, term, url, wp_str_slice(raw, at, raw.length), emphasis);
    }
}

/* Append a part of a stretch. In a link that is open already, the text is a part of that link. */
static void put_stretch(struct wp_term *term, enum wp_tint tint, const struct wp_linked_text *text,
                        const struct wp_linked_stretch *stretch, struct wp_str part)
{
    bool linked = stretch->target_length > 0 && term->target.length == 0;

    if (linked)
        wp_term_begin_link(term, wp_str_slice(wp_buf_str(&text->targets), stretch->target,
                                              stretch->target_length));
    term->emphasis = stretch->emphasis;
    wp_term_put_str(term, tint, part);
    term->emphasis = 0;
    if (linked)
        wp_term_end_link(term);
}

void wp_linked_text_put(struct wp_term *term, enum wp_tint tint, struct wp_linked_text *text,
                        struct wp_str part)
{
    size_t begin = part.length > 0 ? (size_t)(part.data - text->clean.data) : 0;
    size_t end = begin + part.length;

    while (begin < end) {
        const struct wp_linked_stretch *stretch =
            text->next < text->count ? &text->stretches[text->next] : NULL;
        bool inside;
        size_t stop = end;

        if (stretch != NULL && stretch->end <= begin) {
            text->next++;
            continue;
        }
        inside = stretch != NULL && stretch->begin <= begin;
        if (stretch != NULL && (inside ? stretch->end : stretch->begin) < end)
            stop = inside ? stretch->end : stretch->begin;
        if (inside)
            put_stretch(term, tint, text, stretch,
                        wp_str_slice(wp_buf_str(&text->clean), begin, stop - begin));
        else
            wp_term_put_str(term, tint,
                            wp_str_slice(wp_buf_str(&text->clean), begin, stop - begin));
        begin = stop;
    }
}

void wp_linked_text_put_wrapped(struct wp_term *term, enum wp_tint tint,
                                struct wp_linked_text *text, struct wp_str part, size_t room)
{
    size_t column = term->column;

    wp_linked_text_put(term, tint, text, wp_term_break(&part, room));
    while (part.length > 0) {
        wp_term_newline(term);
        wp_term_move_to(term, column);
        wp_linked_text_put(term, tint, text, wp_term_break(&part, room));
    }
}

void wp_linked_text_clear(struct wp_linked_text *text)
{
    wp_buf_clear(&text->clean);
    wp_buf_clear(&text->targets);
    text->count = 0;
    text->next = 0;
}

void wp_linked_text_free(struct wp_linked_text *text)
{
    wp_buf_free(&text->clean);
    wp_buf_free(&text->targets);
    free(text->stretches);
    *text = (struct wp_linked_text){.count = 0};
}
