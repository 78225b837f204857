/*
 * A list of replacements in the bytes of a document. They may be added in any order.
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
    struct wp_piece piece; /* the replaced bytes and the new text; offsets are in the document */
    size_t number;         /* number of the replacement in the order of adding, from 0 */
    /* wp_block_scalar_end_least_blanks of the block scalar at the end of the new text; else
     * SIZE_MAX */
    size_t least_blanks;
};

struct wp_splices {
    struct wp_arena *arena; /* owns the new texts; borrowed */
    struct wp_splice *list; /* the replacements; owned */
    size_t count;
    size_t capacity;
    bool sorted;  /* whether the list is in the order of the document */
    bool overlap; /* whether two replacements overlap; set by wp_splices_sort */
};

/* Replace `span` by a copy of `text`. An empty span is an insertion. Insertions at the same offset
 * stay in the order of adding, before a replacement that begins there. No-op if the span and the
 * text are both empty. */
void wp_splice(struct wp_splices *splices, struct wp_span span, struct wp_str text);

/* If `offset` is within the span of a replacement, return the end of the span, else `offset`. */
size_t wp_splices_skip(const struct wp_splices *splices, size_t offset);

/* Sort the replacements by offset, and set `overlap`. Overlapping removals are united, and an
 * insertion within a removal is moved to its end. */
void wp_splices_sort(struct wp_splices *splices);

/* Append `bytes` to `out`, with all replacements made. */
void wp_splices_apply(struct wp_splices *splices, struct wp_str bytes, struct wp_buf *out);

/* Free the list. The new texts stay in the arena. */
void wp_splices_free(struct wp_splices *splices);

#endif
