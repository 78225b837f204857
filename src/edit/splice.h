/*
 * Replacements in a document's bytes, collected in any order.
 */
#ifndef EDIT_SPLICE_H
#define EDIT_SPLICE_H

#include "base/arena.h"
#include <weekplan/buf.h>
#include <weekplan/patch.h>

struct wp_splice {
    struct wp_piece piece; /* offsets in the document */
    size_t number;         /* that it was added as */
    size_t takes;          /* see block_scalar.h: what it would take of blank lines behind it */
};

struct wp_splices {
    struct wp_arena *arena; /* borrowed; owns the texts */
    struct wp_splice *list; /* owned */
    size_t count;
    size_t capacity;
    bool sorted; /* ascending, and `clash` is known */
    bool failed; /* sticky: memory is out */
    bool clash;  /* two replacements overlap */
};

/* `span` becomes `text`, which is copied. What is put at one place (the span is
 * empty) stands there in the order in which it was added, and before a span that
 * begins there; nothing in the place of nothing is left out. */
void wp_splice(struct wp_splices *splices, struct wp_span span, struct wp_str text);

/* `offset`, or where the replacement ends that it is within. */
size_t wp_splices_behind(const struct wp_splices *splices, size_t offset);

/* Puts the list in order, and finds out whether anything overlaps. What is taken out twice
 * is taken out once, and what is put within that is put behind it. */
void wp_splices_sort(struct wp_splices *splices);

/* The bytes with all replacements made, which are sorted for that. */
void wp_splices_apply(struct wp_splices *splices, struct wp_str bytes, struct wp_buf *out);

void wp_splices_free(struct wp_splices *splices);

#endif
