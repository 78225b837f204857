/*
 * Verify an edit: read the edited document, and compare it with the intended week.
 */
#ifndef EDIT_VERIFY_H
#define EDIT_VERIFY_H

#include "edit/expected_week.h"
#include "edit/splice.h"
#include <weekplan/edit.h>

/*
 * Read `patched`, the edited document of `week`, into edit->after.
 *
 * WP_INVALID  the edited week would exceed a limit of the format
 * WP_BUG      the edited document is not the expected week
 */
enum wp_status wp_edit_verify(struct wp_edit *edit, struct wp_str patched,
                              const struct wp_week *week, const struct wp_expected_week *expected,
                              struct wp_error *error);

/* Set edit->patch to the replacements, which are in the document at `offset` of the file. Return
 * WP_BUG if two replacements overlap. */
enum wp_status wp_edit_make_patch(struct wp_edit *edit, struct wp_splices *splices, uint64_t offset,
                                  struct wp_error *error);

#endif
