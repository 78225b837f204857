/*
 * Report what a hand-written line was meant to be. YAML gives a meaning to characters that
 * people use in prose. The messages say what is wrong and what to write instead.
 */
#ifndef YAML_DIAGNOSE_H
#define YAML_DIAGNOSE_H

#include "yaml/slip.h"

/* An error of libyaml. */
struct wp_syntax_error {
    const char *problem; /* its description by libyaml */
    size_t noticed;      /* offset of the problem */
    size_t opened;       /* offset of the collection or scalar that was being read */
    struct wp_span last; /* of the event before */
};

/* Report that libyaml cannot read on. Remove the problems that have been reported on that
 * line and below it, because they follow from this one. */
void wp_diagnose_syntax(const struct wp_document *document, struct wp_problems *problems,
                        const struct wp_syntax_error *syntax);

/* Report the slip of that kind at `span`. */
void wp_diagnose(const struct wp_document *document, struct wp_problems *problems,
                 enum wp_slip_kind kind, struct wp_span span);

#endif
