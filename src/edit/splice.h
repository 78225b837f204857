/*
 * Replacements in the bytes of a document, added in any order.
 *
 *     struct wp_splices splices = {.arena = arena};
 *     wp_splice(&splices, wp_span(10, 3), text);
 *     wp_splices_apply(&splices, bytes, &out);
 *     wp_splices_free(&splices);
 */
#ifndef EDIT_SPLICE_H
#define EDIT_SPLICE_H

#include "base/arena.h"
#include <weekplan/buf.h>
#include <weekplan/patch.h>

struct wp_splice {
    struct wp_piece piece; /* offsets are in the document */
    size_t number;         /* in the order of adding, from 0 */
    size_t least_blanks;   /* see wp_block_scalar_least_blanks; SIZE_MAX for a text without it */
};

struct wp_splices {
    struct wp_arena *arena; /* borrowed; owns the texts */
    struct wp_splice *list; /* owned */
    size_t count;
    size_t capacity;
    bool sorted;  /* the list is in the order of the document */
    bool overlap; /* two replacements overlap; known after wp_splices_sort */
};

/* Replace `span` by a copy of `text`. Insertions at one place (their spans are empty) stay in
 * the order of adding, before a replacement that begins there. No-op if both are empty. */
void wp_splice(struct wp_splices *splices, struct wp_span span, struct wp_str text);

/* Return the end of the replacement that `offset` is within, else `offset`. */
size_t wp_splices_skip(const struct wp_splices *splices, size_t offset);

/* Sort the replacements by their places, and set `overlap`. Overlapping removals become one,
 * and an insertion within a removal is moved to its end. */
void wp_splices_sort(struct wp_splices *splices);

/* Sort the replacements, and append the bytes with all of them made to `out`. */
void wp_splices_apply(struct wp_splices *splices, struct wp_str bytes, struct wp_buf *out);

/* Free the list. The texts stay in the arena. */
void wp_splices_free(struct wp_splices *splices);

#endif
