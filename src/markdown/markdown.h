/*
 * Parse Markdown (CommonMark 0.30, with task lists and strikethrough) into a tree of nodes. This is
 * the only file that knows md4c. The library is loaded when it is first needed, because `status`
 * starts 5% slower with it.
 *
 *     struct wp_arena *arena = wp_arena_new(text.length);
 *     const struct wp_markdown_node *document = wp_markdown_parse(text, arena);
 *     if (document == NULL)
 *         ... md4c is not installed ...
 *     for (node = document; node != NULL; node = wp_markdown_after(node, document))
 *         ...
 */
#ifndef MARKDOWN_MARKDOWN_H
#define MARKDOWN_MARKDOWN_H

#include "base/arena.h"

/* The kinds of nodes, with the names of the CommonMark specification. */
enum wp_markdown_kind {
    WP_MARKDOWN_DOCUMENT,
    WP_MARKDOWN_BLOCK_QUOTE,
    WP_MARKDOWN_BULLET_LIST,
    WP_MARKDOWN_ORDERED_LIST,
    WP_MARKDOWN_LIST_ITEM,
    WP_MARKDOWN_THEMATIC_BREAK,
    WP_MARKDOWN_HEADING,
    WP_MARKDOWN_CODE_BLOCK,
    WP_MARKDOWN_HTML_BLOCK,
    WP_MARKDOWN_PARAGRAPH, /* not in a list item of a tight list: there the inlines are children of
                              the list item itself */
    /* The nodes from here on are inlines. */
    WP_MARKDOWN_EMPHASIS,
    WP_MARKDOWN_STRONG,
    WP_MARKDOWN_STRIKETHROUGH,
    WP_MARKDOWN_CODE_SPAN,
    WP_MARKDOWN_LINK,
    WP_MARKDOWN_IMAGE,
    /* The nodes from here on have no children. */
    WP_MARKDOWN_TEXT,
    WP_MARKDOWN_ENTITY, /* a character reference as it is written: `&amp;`, `&#65;` */
    WP_MARKDOWN_RAW_HTML,
    WP_MARKDOWN_SOFT_BREAK,
    WP_MARKDOWN_HARD_BREAK
};

struct wp_markdown_node {
    enum wp_markdown_kind kind;
    struct wp_markdown_node *parent; /* NULL for the document */
    struct wp_markdown_node *first;  /* the first child */
    struct wp_markdown_node *last;   /* the last child */
    struct wp_markdown_node *next;   /* the next sibling */
    union { /* a node is small, because a text of 1 MiB may have a million of them */
        /* The text of a node without children, borrowed from the parsed text, in the arena, or
         * static. */
        struct wp_str text;
        struct { /* of a link, an image or a code block; in the arena */
            /* The address of a link or an image, with its escapes resolved; the info string of a
             * code block. */
            struct wp_str target;
            struct wp_str title; /* the title of a link or an image; empty if it has none */
        };
    };
    unsigned number; /* level of a heading, 1 to 6; number of the first item of an ordered list */
    /* The mark in the brackets of a task list item: ' ', 'x' or 'X'; 0 if it has no brackets. */
    char task;
    char fence; /* '`' or '~' for a fenced code block; 0 for an indented one */
    /* The parsed bytes from the first to the last text of the node, without the marks around them
     * (`**`, `# `, `- `). Empty, with the offset 0, if the node has no text. */
    struct wp_span source;
};

/* Whether md4c is installed. */
bool wp_markdown_is_available(void);

/* Return the document of `text`, which is borrowed by the nodes and at most 1 GiB. The arena owns
 * the nodes. Bare URLs are links, unless the text has more than 2,000 URLs. Return NULL if md4c is
 * not installed. */
struct wp_markdown_node *wp_markdown_parse(struct wp_str text, struct wp_arena *arena);

/* As wp_markdown_parse, but an address is a link only between '<' and '>'. The time is linear in
 * the length of the text; md4c's search for other addresses is not. */
struct wp_markdown_node *wp_markdown_parse_linear(struct wp_str text, struct wp_arena *arena);

/* Return the node that follows `node` in the text, among the nodes below `top`. NULL after the last
 * node. To visit all nodes, begin with `node` = `top`. */
struct wp_markdown_node *wp_markdown_after(const struct wp_markdown_node *node,
                                           const struct wp_markdown_node *top);

/* The callbacks of a walk. `enter` is called before the children of a node, `leave` after them. */
struct wp_markdown_visitor {
    void (*enter)(void *page, const struct wp_markdown_node *node);
    void (*leave)(void *page, const struct wp_markdown_node *node);
};

/* Visit `top` and the nodes below it. The stack does not grow with the depth of the tree. */
void wp_markdown_walk(const struct wp_markdown_node *top, const struct wp_markdown_visitor *visitor,
                      void *page);

/* Whether the text of a link is its address: `<https://example.org>`, `<ada@example.org>`. */
bool wp_markdown_is_autolink(const struct wp_markdown_node *link);

/* Whether the node is an inline, and not a block. */
bool wp_markdown_is_inline(const struct wp_markdown_node *node);

#endif
