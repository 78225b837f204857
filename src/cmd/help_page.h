/*
 * The layout of a page of help: headings, paragraphs, lists with labels, and examples, folded to
 * the width of the terminal. All texts are ASCII.
 */
#ifndef CMD_HELP_PAGE_H
#define CMD_HELP_PAGE_H

#include <weekplan/buf.h>

struct wp_help_page {
    struct wp_buf *out;
    size_t width; /* columns of a line */
    bool bold;    /* whether headings are bold */
};

/* Append a heading. The line is not ended. */
void wp_help_page_heading(const struct wp_help_page *page, const char *text);

/* Append `text`, broken between words. The first line begins at the cursor, which is in column
 * `indent`; the other lines are indented to that column. Each line of `text` is a paragraph. */
void wp_help_page_text(const struct wp_help_page *page, size_t indent, const char *text);

/* Append a label, and `text` from `column` on. On a narrow terminal `text` is on the line below
 * the label. */
void wp_help_page_labelled(const struct wp_help_page *page, struct wp_str label, size_t column,
                           const char *text);

/* Append command lines with their explanations, "weekplan ...  # explanation". */
void wp_help_page_examples(const struct wp_help_page *page, const char *examples);

#endif
