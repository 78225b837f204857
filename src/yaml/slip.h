/*
 * Slips of a person who writes YAML by hand, in one table: how to recognise a slip, and the
 * words that say what is wrong and what to write instead. yaml/diagnose reports them.
 */
#ifndef YAML_SLIP_H
#define YAML_SLIP_H

#include "yaml/guessed_line.h"

/* Where a slip was noticed: by a caller of wp_diagnose, or by libyaml. */
enum wp_slip_kind {
    WP_SLIP_ANCHOR,       /* &name */
    WP_SLIP_ALIAS,        /* *name */
    WP_SLIP_TAG,          /* !name */
    WP_SLIP_INDICATOR,    /* a text that begins with a character with a meaning in YAML */
    WP_SLIP_TEXT_COLON,   /* a text whose colon has made it a key */
    WP_SLIP_PROSE_KEY,    /* an unknown key that looks like prose: `- Ship it: today` */
    WP_SLIP_CONTINUATION, /* a plain value that continues on the next line */
    WP_SLIP_EMPTY_TITLE,

    /* Kinds of problems of libyaml. */
    WP_SLIP_DIRECTIVE,
    WP_SLIP_OPEN_QUOTE,
    WP_SLIP_ESCAPE,
    WP_SLIP_OPENED,
    WP_SLIP_BLOCK_HEADER,
    WP_SLIP_CHARACTER,
    WP_SLIP_TAB,
    WP_SLIP_IN_FLOW,
    WP_SLIP_NO_VALUE,
    WP_SLIP_SEQUENCE,
    WP_SLIP_NO_COLON,
    WP_SLIP_TWO_COLONS,
    WP_SLIP_STRUCTURE,
    WP_SLIP_DOCUMENT,
    WP_SLIP_UNKNOWN,

    /* Kinds that another kind leads to. */
    WP_SLIP_COLON,
    WP_SLIP_NO_KEY,
    WP_SLIP_GLUED,
    WP_SLIP_KEY_IN_TEXT,
    WP_SLIP_QUOTED,
    WP_SLIP_AFTER_FLOW
};

/* A place in a document, and what there is to say about it. */
struct wp_slip {
    const struct wp_document *document;
    size_t noticed;              /* offset of the problem */
    size_t opened;               /* offset of the collection or scalar that it is in */
    struct wp_span last;         /* the last event that libyaml read before the problem */
    struct wp_guessed_line line; /* the line of `noticed` */

    /* Set by wp_slip_find. */
    struct wp_span span;  /* to mark */
    struct wp_str text;   /* for {text}, {cut} */
    struct wp_str quoted; /* for {quotes}, {quoted} */
    char sign;            /* for {sign}, {closing} */
};

/*
 * Find the first slip of the kind that fits. Return its words and set the last members of
 * `slip`. The words have these places to fill in:
 *
 *     {text}     the text, at most 40 columns of it, with an ellipsis if it is cut
 *     {cut}      the text, at most 40 columns of it
 *     {quoted}   the text to quote, with quotes
 *     {quotes}   the advice to put quotes around it
 *     {sign}     a character
 *     {closing}  the bracket that closes {sign}
 *     {noun}     "a plan" or "the configuration"
 */
const char *wp_slip_find(enum wp_slip_kind kind, struct wp_slip *slip);

#endif
