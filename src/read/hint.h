/*
 * What a hand-written line was meant to be. YAML gives a meaning to characters
 * that people use in prose; the messages here say in plain words which one it
 * was and what to write instead.
 */
#ifndef READ_HINT_H
#define READ_HINT_H

#include "read/text.h"

enum wp_refused { WP_REFUSED_ANCHOR, WP_REFUSED_ALIAS, WP_REFUSED_TAG };

/* Reports that libyaml could not read the text at `span`. `problem` is its own
 * description. */
void wp_hint_report(const struct wp_text *text, struct wp_problems *problems, struct wp_span span,
                    const char *problem);

/* Reports an anchor, alias or tag at `span`. */
void wp_hint_refuse(const struct wp_text *text, struct wp_problems *problems, struct wp_span span,
                    enum wp_refused refused);

/* Reports a mapping key that looks like prose (`- Ship it: today`). */
void wp_hint_prose_key(const struct wp_text *text, struct wp_problems *problems,
                       struct wp_span span);

#endif
