/*
 * A file as a patch will leave it, to be read before it is written.
 */
#ifndef EDIT_PATCHED_INPUT_H
#define EDIT_PATCHED_INPUT_H

#include <weekplan/patch.h>
#include <weekplan/plan.h>

struct wp_patched_input {
    const struct wp_input *input;
    const struct wp_patch *patch;
};

/* The bytes of the file with the patch applied. Borrows all of it. */
struct wp_input wp_patched_input(struct wp_patched_input *patched);

#endif
