/*
 * A patch: a change of a file as bytes.
 */
#ifndef WEEKPLAN_PATCH_H
#define WEEKPLAN_PATCH_H

#include <stdint.h>

#include <weekplan/str.h>

/* One replacement: replace the `length` bytes of the file at `offset` by `text`. */
struct wp_piece {
    uint64_t offset;
    uint64_t length;    /* number of bytes to replace; 0 to insert `text` only */
    struct wp_str text; /* borrowed */
};

/* A list of replacements, by ascending offset, without overlap. All other bytes of the file are
 * unchanged. */
struct wp_patch {
    struct wp_piece *pieces;
    size_t count;
};

#endif
