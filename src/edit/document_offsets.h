/*
 * Where the documents of a file begin and end.
 */
#ifndef EDIT_DOCUMENT_OFFSETS_H
#define EDIT_DOCUMENT_OFFSETS_H

#include "yaml/stream.h"

/* Descending: the size of the file, then where each document begins, from the
 * last one on. */
struct wp_document_offsets {
    uint64_t *list; /* owned */
    size_t count;
    size_t capacity;
};

/* Collects the cuts of the file down to the first one that is less than
 * `offset`, or 0. WP_INVALID when a document is too large. */
enum wp_status wp_document_offsets_find(struct wp_document_offsets *cuts, struct wp_stream *source,
                                        uint64_t offset, struct wp_error *error);

/* Whether `offset` is one of them. */
bool wp_document_offsets_has(const struct wp_document_offsets *cuts, uint64_t offset);

void wp_document_offsets_free(struct wp_document_offsets *cuts);

#endif
