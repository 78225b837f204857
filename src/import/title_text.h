/*
 * A title in Markdown as a text: emphasis without its marks, escapes and character references
 * resolved, each link as an inline link. Code keeps its backticks, a part that is struck through
 * its tildes.
 */
#ifndef IMPORT_TITLE_TEXT_H
#define IMPORT_TITLE_TEXT_H

#include "import/import_remarks.h"
#include "import/import_text.h"
#include "markdown/markdown.h"

struct wp_title_text {
    struct wp_str text; /* one line, without blanks at its ends; owned by the arena */
    /* The bytes of `text` that are code, links, escapes or character references have no other
     * meaning: the first of them, and the end of the last one. */
    size_t literal_begin; /* `text.length` if there are none */
    size_t literal_end;   /* 0 if there are none */
    /* The first part of `text` that is struck through, with its tildes. Both are 0 if there is
     * none.
     */
    size_t struck_begin;
    size_t struck_end;
};

/* Return the inline `first` and its next siblings up to `end` (NULL for all) as a title. Remark on
 * what is left out: HTML, and images in links. */
struct wp_title_text wp_title_text_make(const struct wp_import_text *text,
                                        const struct wp_markdown_node *first,
                                        const struct wp_markdown_node *end,
                                        struct wp_import_remarks *remarks);

/* Return the title without its first `length` bytes. */
struct wp_title_text wp_title_text_after(struct wp_title_text title, size_t length);

/* Return the title without its bytes from `end` on. */
struct wp_title_text wp_title_text_before(struct wp_title_text title, size_t end);

#endif
