/*
 * The text of an import and its lines. Lines are numbered from 0.
 */
#ifndef IMPORT_IMPORT_TEXT_H
#define IMPORT_IMPORT_TEXT_H

#include "base/arena.h"
#include <weekplan/error.h>

struct wp_import_text {
    struct wp_str text;    /* the text with LF as its only line break */
    const uint32_t *lines; /* the offset of each line, in the arena */
    size_t line_count;
};

/*
 * Set `text` to `bytes` without a byte order mark, with LF for CR LF and CR, and with blanks for
 * form feeds and vertical tabs. The arena owns the new text. Fail with WP_INVALID if the bytes are
 * not UTF-8, have a NUL, or are too many.
 */
enum wp_status wp_import_text_read(struct wp_import_text *text, struct wp_arena *arena,
                                   struct wp_str bytes, struct wp_error *error);

/* Return the number of the line that has the byte at `offset`. */
size_t wp_import_text_line_at(const struct wp_import_text *text, size_t offset);

/* Return a line without its line break. Empty for a line after the last one. */
struct wp_str wp_import_text_line(const struct wp_import_text *text, size_t line);

#endif
