/*
 * The last step of an edit: the patched document has to be the intended week.
 */
#ifndef EDIT_VERIFY_H
#define EDIT_VERIFY_H

#include "edit/expected_week.h"
#include "edit/splice.h"
#include <weekplan/edit.h>

/*
 * Read `patched`, the document of `week` after the edit, into edit->after.
 *
 * WP_INVALID  the week would exceed a limit of the format
 * WP_BUG      the document is not the expected week
 */
enum wp_status wp_edit_verify(struct wp_edit *edit, struct wp_str patched,
                              const struct wp_week *week, const struct wp_expected_week *expected,
                              struct wp_error *error);

/* Set edit->patch to the replacements in the document at `offset` of the file. WP_BUG if
 * two of them overlap. */
enum wp_status wp_edit_make_patch(struct wp_edit *edit, struct wp_splices *splices, uint64_t offset,
                                  struct wp_error *error);

#endif
