/*
 * What a hand-written line was meant to be. YAML gives a meaning to characters
 * that people use in prose; the messages here say in plain words what is wrong
 * and what to write instead.
 */
#ifndef YAML_DIAGNOSE_H
#define YAML_DIAGNOSE_H

#include "yaml/document.h"

enum wp_refused { WP_REFUSED_ANCHOR, WP_REFUSED_ALIAS, WP_REFUSED_TAG };

/* What libyaml says when it cannot go on. */
struct wp_syntax_error {
    const char *problem; /* its own description */
    size_t noticed;      /* where it came upon it */
    size_t opened;       /* where what it was reading then had begun */
    struct wp_span last; /* what it had read before */
};

/* Reports that libyaml could not read on. What has been reported from that line
 * on is a consequence of it and is taken back. */
void wp_diagnose_syntax(const struct wp_document *text, struct wp_problems *problems,
                        const struct wp_syntax_error *syntax);

/* Reports an anchor, alias or tag at `span`. */
void wp_diagnose_refused(const struct wp_document *text, struct wp_problems *problems,
                         struct wp_span span, enum wp_refused refused);

/* Reports that a text cannot begin with the character at `offset`. */
void wp_diagnose_indicator(const struct wp_document *text, struct wp_problems *problems,
                           size_t offset);

/* Reports a key at `span` that looks like prose (`- Ship it: today`). */
void wp_diagnose_prose_key(const struct wp_document *text, struct wp_problems *problems,
                           struct wp_span span);

/* Reports that the text at `offset` holds a colon, which has made it a key. */
void wp_diagnose_colon(const struct wp_document *text, struct wp_problems *problems, size_t offset);

/* Reports that the plain value at `span` goes on below the line it begins on. */
void wp_diagnose_continuation(const struct wp_document *text, struct wp_problems *problems,
                              struct wp_span span);

#endif
