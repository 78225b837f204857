/*
 * Two patches, of which the second one is made from the result of the first, as one patch.
 */
#ifndef EDIT_PATCH_COMPOSE_H
#define EDIT_PATCH_COMPOSE_H

#include "base/arena.h"
#include <weekplan/patch.h>

/*
 * Return the patch that makes `after` of a document to which `first` and then `second` are applied.
 * The offsets of all pieces count from the beginning of the document. Bytes that neither patch
 * touches stay outside of the pieces. The arena owns the pieces and their texts.
 */
struct wp_patch wp_patch_compose(const struct wp_patch *first, const struct wp_patch *second,
                                 struct wp_str after, struct wp_arena *arena);

#endif
