/*
 * The table of slips: mistakes of people who write YAML by hand. A row has a test that recognises
 * the slip, and a message with the mistake and what to write instead. yaml/diagnose reports it.
 */
#ifndef YAML_SLIP_H
#define YAML_SLIP_H

#include "yaml/guessed_line.h"

/* Kind of a slip: what a caller of wp_diagnose, or libyaml, has found at an offset. */
enum wp_slip_kind {
    WP_SLIP_ANCHOR,       /* an anchor: `&name` */
    WP_SLIP_ALIAS,        /* an alias: `*name` */
    WP_SLIP_TAG,          /* a tag: `!name` */
    WP_SLIP_INDICATOR,    /* a scalar that begins with an indicator, as `@home` */
    WP_SLIP_TEXT_COLON,   /* a scalar that a colon has made a key: `- Fix: the roof` */
    WP_SLIP_PROSE_KEY,    /* an unknown key that looks like prose: `- Ship it: today` */
    WP_SLIP_CONTINUATION, /* a plain value that continues on the next line */
    WP_SLIP_EMPTY_TITLE,

    /* Kinds that are found by libyaml; yaml/diagnose.c has its description for each. */
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

    /* Kinds that rows of other kinds continue with. */
    WP_SLIP_COLON,
    WP_SLIP_NO_KEY,
    WP_SLIP_GLUED,
    WP_SLIP_KEY_IN_TEXT,
    WP_SLIP_QUOTED,
    WP_SLIP_AFTER_FLOW
};

/* A slip: where it is in the document, and the values that its message needs. */
struct wp_slip {
    const struct wp_document *document;
    size_t noticed;              /* offset at which the slip was found */
    size_t opened;               /* offset of the collection or scalar that contains the slip */
    struct wp_span last;         /* span of the last event that libyaml read before the slip */
    struct wp_guessed_line line; /* the line that contains `noticed` */

    /* The members from here on are set by wp_slip_find. */
    struct wp_span span;  /* bytes of the document that the message is about */
    struct wp_str text;   /* value of the placeholders {text} and {cut} */
    struct wp_str quoted; /* value of the placeholders {quotes} and {quoted} */
    char sign;            /* value of the placeholders {sign} and {closing} */
};

/*
 * Find the first row of the table that matches a slip of the kind `kind`. Return its message, and
 * set the members of `slip` from `span` on. The message may have these placeholders:
 *
 *     {text}     slip->text, cut after 40 columns, with an ellipsis if it is cut
 *     {cut}      slip->text, cut after 40 columns
 *     {quoted}   slip->quoted, between quotes
 *     {quotes}   the advice to put quotes around slip->quoted
 *     {sign}     slip->sign
 *     {closing}  the bracket that closes slip->sign
 *     {noun}     "a plan" or "the configuration"
 */
const char *wp_slip_find(enum wp_slip_kind kind, struct wp_slip *slip);

#endif
