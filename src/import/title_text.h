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
    /* For each byte of `text`, whether it is literal (1): code, a link, an escaped character or a
     * character reference, which has no other meaning. NULL if no byte is. Owned by the arena. */
    const char *literal;
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

/* Whether one of the bytes of `title.text` from `begin` to `end` is literal. */
bool wp_title_text_is_literal(struct wp_title_text title, size_t begin, size_t end);

/* Return the title without its first `length` bytes. */
struct wp_title_text wp_title_text_after(struct wp_title_text title, size_t length);

/* Return the title without its bytes from `end` on. */
struct wp_title_text wp_title_text_before(struct wp_title_text title, size_t end);

#endif
