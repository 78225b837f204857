/*
 * A file with a patch applied, as an input to read. Nothing is written.
 */
#ifndef EDIT_PATCHED_INPUT_H
#define EDIT_PATCHED_INPUT_H

#include <weekplan/patch.h>
#include <weekplan/plan.h>

struct wp_patched_input {
    const struct wp_input *input;
    const struct wp_patch *patch;
};

/* Return an input that reads the file with the patch applied. The input borrows `patched`. */
struct wp_input wp_patched_input(struct wp_patched_input *patched);

#endif
