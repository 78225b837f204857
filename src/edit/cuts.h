/*
 * Where the documents of a file begin and end.
 */
#ifndef EDIT_CUTS_H
#define EDIT_CUTS_H

#include "read/source.h"

/* Descending: the size of the file, then where each document begins, from the
 * last one on. */
struct wp_cuts {
    uint64_t *list; /* owned */
    size_t count;
    size_t capacity;
};

/* Collects the cuts of the file down to the first one that is less than
 * `offset`, or 0. WP_INVALID when a document is too large. */
enum wp_status wp_cuts_find(struct wp_cuts *cuts, struct wp_source *source, uint64_t offset,
                            struct wp_error *error);

/* Whether `offset` is one of them. */
bool wp_cuts_has(const struct wp_cuts *cuts, uint64_t offset);

void wp_cuts_free(struct wp_cuts *cuts);

#endif
