/*
 * Slips: mistakes of people who write YAML by hand, such as `title:Read` without a blank. A row of
 * the table of slips recognises a slip, and has a message with the mistake and what to write
 * instead. The rows are in yaml/slip_scalar and yaml/slip_structure.
 */
#ifndef YAML_SLIP_H
#define YAML_SLIP_H

#include "yaml/line_parts.h"

/* Kind of a slip: what a caller of wp_diagnose, or libyaml, has found at an offset. */
enum wp_slip_kind {
    WP_SLIP_ANCHOR,       /* an anchor: `&name` */
    WP_SLIP_ALIAS,        /* an alias: `*name` */
    WP_SLIP_TAG,          /* a tag: `!name` */
    WP_SLIP_INDICATOR,    /* a scalar that begins with an indicator, such as `@home` */
    WP_SLIP_TEXT_COLON,   /* a scalar that a colon has made a key: `- Fix: the roof` */
    WP_SLIP_PROSE_KEY,    /* an unknown key that looks like prose: `- Ship it: today` */
    WP_SLIP_CONTINUATION, /* a plain value that continues on the next line */
    WP_SLIP_EMPTY_TITLE,  /* a title without a value */

    /* Kinds that are found by libyaml; yaml/diagnose.c maps its error messages to them. */
    WP_SLIP_DIRECTIVE,    /* a line that begins with '%' */
    WP_SLIP_OPEN_QUOTE,   /* a quoted scalar that is never closed */
    WP_SLIP_ESCAPE,       /* a wrong escape in a double-quoted scalar: `"C:\Users"` */
    WP_SLIP_OPENED,       /* a wrong anchor, alias or tag, which its author meant as text: `&Co.` */
    WP_SLIP_BLOCK_HEADER, /* text on the line of '|' or '>' */
    WP_SLIP_CHARACTER,    /* a character that cannot begin a token: `@`, a tab */
    WP_SLIP_TAB,          /* a tab where YAML needs a space */
    WP_SLIP_IN_FLOW,      /* a flow collection without a comma or its closing bracket */
    WP_SLIP_NO_VALUE,     /* a token where a value was expected */
    WP_SLIP_SEQUENCE,     /* a '- ' where no list can begin */
    WP_SLIP_NO_COLON,     /* a line that is neither key nor item */
    WP_SLIP_TWO_COLONS,   /* a second `: ` on a line, or a wrong indentation */
    WP_SLIP_STRUCTURE,    /* a line that does not continue the block collection above */
    WP_SLIP_DOCUMENT,     /* a line that does not belong to the document above */
    WP_SLIP_UNKNOWN,      /* any other error of libyaml */

    /* Kinds that no caller reports: a LEAD row of another kind passes the slip on to the rows of
     * one of these kinds. */
    WP_SLIP_COLON,       /* `: ` in a plain scalar */
    WP_SLIP_NO_KEY,      /* a line that lacks a colon */
    WP_SLIP_GLUED,       /* no space after a colon or a dash: `title:Read` */
    WP_SLIP_KEY_IN_TEXT, /* a key that libyaml read as a part of the text above */
    WP_SLIP_QUOTED,      /* text after a quoted scalar */
    WP_SLIP_AFTER_FLOW   /* text after a flow collection */
};

/* A slip: where it is in the document, and the values that its message needs. */
struct wp_slip {
    const struct wp_document *document;
    size_t noticed;      /* offset at which the slip was found */
    size_t opened;       /* offset of the collection or scalar that contains the slip */
    struct wp_span last; /* span of the last event that libyaml read before the slip */
    struct wp_line_parts
        line; /* the line of the offset `noticed`, where the parser noticed the slip */

    /* The members from `span` on are set by wp_slip_find. */
    struct wp_span span;  /* bytes of the document that the message is about */
    struct wp_str text;   /* value of the placeholders {text} and {cut} */
    struct wp_str quoted; /* value of the placeholders {quotes} and {quoted} */
    char sign;            /* value of {sign}; {closing} is the bracket or quote that closes it */
};

/* A row of the table of slips. */
struct wp_slip_row {
    enum wp_slip_kind kind;
    /* Return whether the row matches the slip, and set the members of the slip that the message
     * needs. NULL for a row that always matches. */
    bool (*matches)(struct wp_slip *slip);
    /* the message with its placeholders; NULL to continue with the rows of the kind `then` */
    const char *words;
    enum wp_slip_kind then;
};

/* SLIP is a row with a message. LEAD is a row without a message, which continues with the rows of
 * the kind `then`. */
#define SLIP(kind, matches, words) WP_SLIP_##kind, matches, words, 0
#define LEAD(kind, matches, then)  WP_SLIP_##kind, matches, NULL, WP_SLIP_##then

/*
 * The functions below are for the member `matches` of a row. `wp_slip_point_at...` sets `span`,
 * `text` and `quoted` of the slip; `wp_slip_move_to...` sets `noticed` and `line`. Both return
 * true, so that a row can use them as `matches`.
 */

/* Return the byte at `offset` of the document of the slip, or 0 at its end. */
char wp_slip_byte(const struct wp_slip *slip, size_t offset);

/* Return the bytes of a span of the document of the slip. */
struct wp_str wp_slip_slice(const struct wp_slip *slip, struct wp_span span);

/* Set slip->noticed to `offset`, and slip->line to the line that contains it. Return true. */
bool wp_slip_move_to(struct wp_slip *slip, size_t offset);

/* Set the span of the slip to `span`, and slip->text and slip->quoted to the bytes of the span.
 * Return true. */
bool wp_slip_point_at(struct wp_slip *slip, struct wp_span span);

/* Set the span and the `{sign}` of the slip to the character at `offset`. Return true. */
bool wp_slip_point_at_sign(struct wp_slip *slip, size_t offset);

/* Set the span of the slip to the text from slip->noticed to the end of the line or flow entry,
 * without a comment. Return true. */
bool wp_slip_point_at_rest(struct wp_slip *slip);

/* Set the span of the slip to the character at slip->noticed. Return true. */
bool wp_slip_point_at_noticed(struct wp_slip *slip);

/* Set the span of the slip to the value on its line. Return true. */
bool wp_slip_point_at_value(struct wp_slip *slip);

/* Set slip->noticed to slip->opened, the start of the scalar or collection that contains the slip.
 * Return true. */
bool wp_slip_move_to_opened(struct wp_slip *slip);

/* Whether the value begins with the box of a task list: `[ ]` or `[x]`. */
bool wp_slip_is_box(struct wp_str value);

#endif
