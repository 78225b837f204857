/*
 * A patch as a unified diff, the format that diff -u writes and patch(1) and git read (POSIX, diff,
 * "Diff -u Output Format"). The bytes of the file are not changed: a line of the diff may end in a
 * carriage return, and control characters are not escaped.
 */
#ifndef EDIT_UNIFIED_DIFF_H
#define EDIT_UNIFIED_DIFF_H

#include <weekplan/buf.h>
#include <weekplan/error.h>
#include <weekplan/patch.h>
#include <weekplan/plan.h>

/* The file before and after the patch, for the first two lines of the diff. */
struct wp_diff_file {
    const char *path;
    bool is_new;  /* the file is absent before the patch: the old name is /dev/null */
    bool removed; /* the file is absent after the patch: the new name is /dev/null */
};

/* Append the patch as a unified diff with 3 lines of context. Append nothing if the patch changes
 * nothing. Only the lines near the pieces are kept in memory. Return WP_IO if the file cannot be
 * read. */
enum wp_status wp_unified_diff(struct wp_buf *out, const struct wp_diff_file *file,
                               const struct wp_input *input, const struct wp_patch *patch,
                               struct wp_error *error);

#endif
