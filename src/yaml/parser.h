/*
 * Parse a document into events with spans in bytes. This is the only file that includes libyaml.
 *
 * The parser refuses anchors, aliases, tags, collections that are nested too deeply, and a second
 * document. Each problem is reported once.
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
    WP_EVENT_END       /* the document ends; further calls return this event again */
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

    /* The bytes of the event. Of a scalar: with its quotes or block header, without the trailing
     * blank lines of a block scalar that does not keep them (`|+`). Of a collection: its first
     * byte, '[', '{' or the first '-'; empty for a block mapping. Of the end of a block collection:
     * empty, at the next token. */
    struct wp_span span;

    struct wp_str value; /* value of a scalar; borrowed until the next event */
    enum wp_scalar_style style;
    bool flow;    /* whether a collection is in flow style (`[a]`, `{a: b}`) */
    bool refused; /* whether a problem of this event has been reported: do not report another */
};

struct wp_parser;

/* Return a parser of a document that wp_document_check has accepted. The document and the problems
 * are borrowed. Free the parser with wp_parser_close. */
struct wp_parser *wp_parser_open(const struct wp_document *document, struct wp_problems *problems);

/* Read the next event. Return WP_INVALID if the document cannot be read further; the reason has
 * been reported. */
enum wp_status wp_parser_next(struct wp_parser *parser, struct wp_event *event);

/* Free a parser. NULL is allowed. */
void wp_parser_close(struct wp_parser *parser);

#endif
