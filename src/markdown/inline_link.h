/*
 * Inline links of Markdown in one line, such as the title of an item:
 * `[text](https://example.org)`.
 *
 * They are found without md4c, because `status` looks for them in each title. Links with a
 * reference (`[text][1]`), a title in parentheses, or a backslash in the target are not found.
 */
#ifndef MARKDOWN_INLINE_LINK_H
#define MARKDOWN_INLINE_LINK_H

#include <weekplan/str.h>

struct wp_inline_link {
    size_t begin;         /* offset of the '[', or of the '!' before it */
    size_t end;           /* offset after the ')' */
    struct wp_str text;   /* between the brackets */
    struct wp_str target; /* as it is written, without angle brackets */
};

/* Find the first inline link or image in `line` from offset `from` on. Return false if there is
 * none. Backslashes and code spans protect brackets, as in CommonMark. */
bool wp_inline_link_find(struct wp_str line, size_t from, struct wp_inline_link *link);

#endif
