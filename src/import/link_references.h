/* The links and images of a text that have a label in place of an address: `[text][label]`. */
#ifndef IMPORT_LINK_REFERENCES_H
#define IMPORT_LINK_REFERENCES_H

#include "import/import_text.h"
#include "markdown/markdown.h"

struct wp_link_reference {
    struct wp_span span;   /* from the bracket after the text to the end of the reference */
    struct wp_str inline_; /* what to write there: `](https://example.org)` */
    struct wp_str label;   /* the label, folded, with single blanks */
    struct wp_str target;  /* the address */
};

struct wp_link_label {
    struct wp_str label;
    struct wp_str target; /* the address of its links */
    bool defined;         /* whether its definition was seen */
};

struct wp_link_references {
    struct wp_link_reference *list; /* in the order of the text, without overlaps */
    size_t count;
    struct wp_link_label *labels; /* sorted, each once */
    size_t label_count;
};

/* Find the references below `document` in the lines that are in the plan: those that `used` has.
 * The arena owns the lists. */
void wp_link_references_find(struct wp_link_references *references,
                             const struct wp_import_text *text, const bool *used,
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

/* Note a line of a note that looks like a definition of the folded label. It is one if it has the
 * address of the links. */
void wp_link_references_pass(struct wp_link_references *references, struct wp_str label,
                             struct wp_str line);

#endif
