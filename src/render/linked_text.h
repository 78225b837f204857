/*
 * A line of text for a terminal, sanitized, with hyperlinks and emphasis.
 *
 *     struct wp_linked_text text = {.count = 0};
 *
 *     wp_linked_text_add(&text, term, raw, wp_str(""), 0);
 *     wp_linked_text_put_wrapped(term, WP_TINT_PLAIN, &text, wp_buf_str(&text.clean), room);
 *     wp_linked_text_free(&text);
 */
#ifndef RENDER_LINKED_TEXT_H
#define RENDER_LINKED_TEXT_H

#include "render/term_text.h"

/* A part of the text that is a hyperlink, or emphasized. Offsets in bytes. */
struct wp_linked_stretch {
    size_t begin;
    size_t end;
    size_t target; /* offset of the target in `targets` */
    size_t target_length;
    unsigned emphasis; /* WP_EMPHASIS_STRONG and others */
};

struct wp_linked_text {
    struct wp_buf clean;                 /* the sanitized text */
    struct wp_buf targets;               /* the targets of all hyperlinks */
    struct wp_linked_stretch *stretches; /* in their order; owned */
    size_t count;
    size_t capacity;
    size_t next; /* index of the first stretch that may not be printed yet */
};

/* Append text of the plan, sanitized (wp_term_clean). If the terminal has hyperlinks, the text is
 * one with the target `target`. If `target` is empty, each URL in the text is one. A URL that is
 * changed by sanitizing is none, because its target would not be what people read. */
void wp_linked_text_add(struct wp_linked_text *text, const struct wp_term *term, struct wp_str raw,
                        struct wp_str target, unsigned emphasis);

/* Append `part`, a part of text->clean, to the terminal. Parts must be appended in their order. */
void wp_linked_text_put(struct wp_term *term, enum wp_tint tint, struct wp_linked_text *text,
                        struct wp_str part);

/* Append `part` as wp_linked_text_put does, in lines as wp_term_put_wrapped makes them. */
void wp_linked_text_put_wrapped(struct wp_term *term, enum wp_tint tint,
                                struct wp_linked_text *text, struct wp_str part, size_t room);

/* Remove the text and keep the memory, or free it. No-op on a zeroed struct. */
void wp_linked_text_clear(struct wp_linked_text *text);
void wp_linked_text_free(struct wp_linked_text *text);

#endif
