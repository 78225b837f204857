/*
 * The lines that two texts have in common, in their order (Myers, "An O(ND) Difference Algorithm
 * and Its Variations", 1986).
 */
#ifndef EDIT_COMMON_LINES_H
#define EDIT_COMMON_LINES_H

#include <stdbool.h>

#include <weekplan/str.h>

/* The lines of a text. */
struct wp_lines {
    struct wp_str *lines; /* owned; each with its line feed, if it has one */
    bool *common;         /* owned; whether the other text has the line too */
    size_t count;
};

/* Split a text, which is borrowed, into its lines. Free the result with wp_lines_free. */
struct wp_lines wp_lines_split(struct wp_str text);
void wp_lines_free(struct wp_lines *lines);

/* Mark the lines that both texts have. The first common line of one is the first of the other, and
 * so on. As many lines as possible are marked, unless the texts differ in very many. */
void wp_lines_mark_common(struct wp_lines *before, struct wp_lines *after);

#endif
