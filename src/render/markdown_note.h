/*
 * A note or a review of the plan in a task list in Markdown: as it is if nothing in it could be
 * taken for a part of the list or of the page, else as a callout, a quote that begins with
 * `[!NOTE]`. `import` reads both back.
 */
#ifndef RENDER_MARKDOWN_NOTE_H
#define RENDER_MARKDOWN_NOTE_H

#include <stddef.h>

#include <weekplan/buf.h>

enum wp_markdown_note_place {
    WP_MARKDOWN_NOTE_OF_ITEM,
    WP_MARKDOWN_NOTE_OF_WEEK,
    WP_MARKDOWN_NOTE_REVIEW
};

/* Append the lines of a note, each with `indent` blanks before it, sanitized and not escaped. */
void wp_markdown_note_put(struct wp_buf *out, struct wp_str note, size_t indent,
                          enum wp_markdown_note_place place);

#endif
