/*
 * A change to a file as bytes: pieces to take out and what stands there then.
 */
#ifndef WEEKPLAN_PATCH_H
#define WEEKPLAN_PATCH_H

#include <stdint.h>

#include <weekplan/str.h>

/* `length` bytes at `offset` of the file become `text`. */
struct wp_piece {
    uint64_t offset;
    uint64_t length;
    struct wp_str text;
};

/* Pieces in ascending order that neither overlap nor touch out of order. Every
 * byte that no piece takes out stays as it is. */
struct wp_patch {
    struct wp_piece *pieces;
    size_t count;
};

#endif
