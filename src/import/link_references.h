/* The links and images of a text that have a label in place of an address: `[text][label]`. */
#ifndef IMPORT_LINK_REFERENCES_H
#define IMPORT_LINK_REFERENCES_H

#include "base/arena.h"
#include "markdown/markdown.h"

struct wp_link_reference {
    struct wp_span span;   /* from the bracket after the text to the end of the reference */
    struct wp_str inline_; /* what to write there: `](https://example.org)` */
    struct wp_str label;   /* the label, folded, with single blanks */
};

struct wp_link_references {
    struct wp_link_reference *list; /* in the order of the text, without overlaps */
    size_t count;
    struct wp_str *labels; /* the labels, sorted, each once */
    bool *defined;         /* for each label, whether its definition was seen */
    size_t label_count;
};

/* Find the references below `document`. The arena owns the lists. */
void wp_link_references_find(struct wp_link_references *references, struct wp_str text,
                             const struct wp_markdown_node *document, struct wp_arena *arena);

/* Return a label folded, with single blanks (CommonMark 4.7). The arena owns it. */
struct wp_str wp_link_references_fold(struct wp_str label, struct wp_arena *arena);

enum wp_link_definition {
    WP_LINK_DEFINITION_USED,
    WP_LINK_DEFINITION_UNUSED, /* no link of the text has the label */
    WP_LINK_DEFINITION_SECOND  /* CommonMark takes the one before it */
};

/* Return what becomes of the next definition of the folded label, from the beginning of the text
 * to its end. */
enum wp_link_definition wp_link_references_define(struct wp_link_references *references,
                                                  struct wp_str label);

#endif
