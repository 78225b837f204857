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
    struct wp_str *lines; /* owned; each line with its line feed; the last line may have none */
    bool *common;         /* owned; whether the line is one of the common lines */
    size_t count;
};

/* Split a text, which is borrowed, into its lines. Free the result with wp_lines_free. */
struct wp_lines wp_lines_split(struct wp_str text);
void wp_lines_free(struct wp_lines *lines);

/* Mark the lines that both texts have in common. The n-th marked line of one text is equal to the
 * n-th marked line of the other. As many lines as possible are marked, unless the texts differ in
 * more than 1000 lines. */
void wp_lines_mark_common(struct wp_lines *before, struct wp_lines *after);

#endif
