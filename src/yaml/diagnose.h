/*
 * Report an error in hand-written YAML by what its author probably meant. For example `- Fix: the
 * roof` is a mapping in YAML, but its author meant a title. The messages say what is wrong and what
 * to write instead.
 */
#ifndef YAML_DIAGNOSE_H
#define YAML_DIAGNOSE_H

#include "yaml/slip.h"

/* A syntax error that libyaml found. */
struct wp_syntax_error {
    const char *problem; /* libyaml's description: yaml_parser_t.problem */
    size_t noticed;      /* offset at which libyaml found the error */
    size_t opened;       /* offset of the collection or scalar that libyaml was reading */
    struct wp_span last; /* span of the last event before the error */
};

/* Report a syntax error. Remove the problems on the line of the error and below that line from
 * `problems`, because the syntax error probably caused them. */
void wp_diagnose_syntax(const struct wp_document *document, struct wp_problems *problems,
                        const struct wp_syntax_error *syntax);

/* Report the slip of the kind `kind` at `span`. */
void wp_diagnose(const struct wp_document *document, struct wp_problems *problems,
                 enum wp_slip_kind kind, struct wp_span span);

#endif
