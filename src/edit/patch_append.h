/*
 * Two patches, of which the second one is made from the result of the first, as one patch. The two
 * do not touch the same bytes, as in edits of two documents.
 */
#ifndef EDIT_PATCH_APPEND_H
#define EDIT_PATCH_APPEND_H

#include "base/arena.h"
#include <weekplan/error.h>
#include <weekplan/patch.h>

/* Append the pieces of `second`, whose offsets are those of the file after `first`, to `first`.
 * No two pieces are merged. The arena owns the pieces and copies of the texts of `second`.
 * Return WP_BUG if a piece of `second` replaces bytes that `first` has written. */
enum wp_status wp_patch_append(struct wp_patch *first, const struct wp_patch *second,
                               struct wp_arena *arena, struct wp_error *error);

#endif
