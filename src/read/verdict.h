/*
 * What is said about a slip, and where; and the slips that more than one kind of
 * problem comes from.
 *
 *     struct wp_verdict verdict = {.words = WP_BUF_INIT};
 *     wp_verdict_on_colon(text, offset, &verdict);
 *     wp_verdict_report(text, problems, &verdict);
 */
#ifndef READ_VERDICT_H
#define READ_VERDICT_H

#include "read/shape.h"

enum { WP_SHOWN_COLUMNS = 40 }; /* of a text that a message repeats */

struct wp_verdict {
    struct wp_span span;
    struct wp_buf words;
};

/* That a line reads as a part of the text above it. */
extern const char wp_verdict_continued[];

/* Adds the problem to the list, and frees the words. */
void wp_verdict_report(const struct wp_text *text, struct wp_problems *problems,
                       struct wp_verdict *verdict);

/* Whether the value begins with a box, `[ ]` or `[x]`. */
bool wp_verdict_is_box(struct wp_str value);

/* A text, at `offset`, that begins with what YAML keeps for itself. */
void wp_verdict_on_beginning(const struct wp_text *text, size_t offset, struct wp_verdict *verdict);

/* A text that holds a colon, at `offset`, with a blank behind it. */
void wp_verdict_on_colon(const struct wp_text *text, size_t offset, struct wp_verdict *verdict);

/* A line that is no `key: value` because a blank, or a dash, is missing in it;
 * whether it is one. */
bool wp_verdict_on_slip(const struct wp_text *text, const struct wp_shape *shape,
                        struct wp_verdict *verdict);

#endif
