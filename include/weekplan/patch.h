/*
 * A patch: a change of a file as bytes.
 */
#ifndef WEEKPLAN_PATCH_H
#define WEEKPLAN_PATCH_H

#include <stdint.h>

#include <weekplan/str.h>

/* Replace the `length` bytes at `offset` of the file with `text`, which is borrowed. */
struct wp_piece {
    uint64_t offset;
    uint64_t length;
    struct wp_str text;
};

/* Pieces by ascending offset, without overlap. All other bytes of the file stay. */
struct wp_patch {
    struct wp_piece *pieces;
    size_t count;
};

#endif
