/*
 * A file as a patch will leave it, to be read before it is written.
 */
#ifndef EDIT_PATCHED_H
#define EDIT_PATCHED_H

#include <weekplan/load.h>
#include <weekplan/patch.h>

struct wp_patched {
    const struct wp_input *input;
    const struct wp_patch *patch;
};

/* The bytes of the file with the patch applied. Borrows all of it. */
struct wp_input wp_patched_input(struct wp_patched *patched);

#endif
