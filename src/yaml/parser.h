/*
 * A document as a stream of events, with their places in bytes. The only
 * module that knows libyaml.
 *
 * What the plan format refuses wherever it stands is refused here, by name:
 * anchors, aliases, tags, collections nested too deeply, more than one document
 * in the text. Every problem is reported once, where it stands.
 */
#ifndef YAML_PARSER_H
#define YAML_PARSER_H

#include "yaml/document.h"

enum wp_event_kind {
    WP_EVENT_SCALAR,
    WP_EVENT_SEQUENCE, /* begins */
    WP_EVENT_MAPPING,  /* begins */
    WP_EVENT_CLOSE,    /* ends the innermost open collection */
    WP_EVENT_END       /* of the document; stays so */
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
    /* A scalar with its quotes or its block header; without the blank lines
     * after a block scalar, unless its header keeps them. Of a collection the
     * first byte alone: '[' or '{', the first '-', nothing for a block mapping.
     * At a block collection's end: empty, where the next token is. */
    struct wp_span span;
    struct wp_str value; /* of a scalar; borrowed until the next event */
    enum wp_scalar_style style;
    bool flow;    /* of a collection */
    bool refused; /* a problem has been reported for it: do not add another */
};

struct wp_parser;

/* The text has passed wp_document_check; text and problems are borrowed. NULL when
 * memory is out. */
struct wp_parser *wp_parser_open(const struct wp_document *text, struct wp_problems *problems);

/* WP_INVALID when the text cannot be read further; the reason is reported. */
enum wp_status wp_parser_next(struct wp_parser *events, struct wp_event *event);

/* NULL is fine. */
void wp_parser_close(struct wp_parser *events);

#endif
