/*
 * Parse a document into events with their places in bytes. The only file that knows libyaml.
 *
 * The parser refuses anchors, aliases, tags, collections that are nested too deeply, and a
 * second document. Each problem is reported once.
 *
 *     struct wp_parser *parser = wp_parser_open(&document, &problems);
 *     struct wp_event event;
 *
 *     while (wp_parser_next(parser, &event) == WP_OK && event.kind != WP_EVENT_END)
 *         ...
 *     wp_parser_close(parser);
 */
#ifndef YAML_PARSER_H
#define YAML_PARSER_H

#include "yaml/document_text.h"

enum wp_event_kind {
    WP_EVENT_SCALAR,
    WP_EVENT_SEQUENCE, /* a sequence begins */
    WP_EVENT_MAPPING,  /* a mapping begins */
    WP_EVENT_CLOSE,    /* the innermost open collection ends */
    WP_EVENT_END       /* the document ends; returned again by each further call */
};

enum wp_scalar_style {
    WP_SCALAR_PLAIN,
    WP_SCALAR_SINGLE,
    WP_SCALAR_DOUBLE,
    WP_SCALAR_LITERAL,
    WP_SCALAR_FOLDED
};

struct wp_event {
    enum wp_event_kind kind;

    /* Of a scalar: with its quotes or its block header, without the blank lines after a
     * block scalar that does not keep them. Of a collection: its first byte, '[', '{' or the
     * first '-'; empty for a block mapping. Of the end of a block collection: empty, at the
     * next token. */
    struct wp_span span;

    struct wp_str value; /* of a scalar; borrowed until the next event */
    enum wp_scalar_style style;
    bool flow;    /* a collection in flow style */
    bool refused; /* a problem has been reported for it: do not add another */
};

struct wp_parser;

/* Return a parser of a document that has passed wp_document_check. The document and the
 * problems are borrowed. Free it with wp_parser_close. */
struct wp_parser *wp_parser_open(const struct wp_document *document, struct wp_problems *problems);

/* Read the next event. Return WP_INVALID if the document cannot be read further; the reason is
 * reported. */
enum wp_status wp_parser_next(struct wp_parser *parser, struct wp_event *event);

/* Free a parser. NULL is allowed. */
void wp_parser_close(struct wp_parser *parser);

#endif
