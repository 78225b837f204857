/*
 * What is said about a slip, and where; and the slips that more than one kind of
 * problem comes from.
 *
 *     struct wp_diagnosis verdict = {.words = WP_BUF_INIT};
 *     wp_diagnosis_of_colon(text, offset, &verdict);
 *     wp_diagnosis_report(text, problems, &verdict);
 */
#ifndef YAML_DIAGNOSIS_H
#define YAML_DIAGNOSIS_H

#include "yaml/raw_line.h"

enum { WP_SHOWN_COLUMNS = 40 }; /* of a text that a message repeats */

struct wp_diagnosis {
    struct wp_span span;
    struct wp_buf words;
};

/* That a line reads as a part of the text above it. */
extern const char wp_diagnosis_continued[];

/* Adds the problem to the list, and frees the words. */
void wp_diagnosis_report(const struct wp_document *text, struct wp_problems *problems,
                         struct wp_diagnosis *verdict);

/* Whether the value begins with a box, `[ ]` or `[x]`. */
bool wp_diagnosis_is_checkbox(struct wp_str value);

/* A text, at `offset`, that begins with what YAML keeps for itself. */
void wp_diagnosis_of_indicator(const struct wp_document *text, size_t offset,
                               struct wp_diagnosis *verdict);

/* A text that holds a colon, at `offset`, with a blank behind it. */
void wp_diagnosis_of_colon(const struct wp_document *text, size_t offset,
                           struct wp_diagnosis *verdict);

/* A line that is no `key: value` because a blank, or a dash, is missing in it;
 * whether it is one. */
bool wp_diagnosis_of_slip(const struct wp_document *text, const struct wp_raw_line *shape,
                          struct wp_diagnosis *verdict);

#endif
