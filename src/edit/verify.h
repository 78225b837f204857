/*
 * The last step before anything is written: what the patched bytes say has to
 * be what was intended.
 */
#ifndef EDIT_VERIFY_H
#define EDIT_VERIFY_H

#include "edit/expected_week.h"
#include "edit/splice.h"
#include <weekplan/edit.h>

/*
 * Reads `patched`, the whole document of `week` after the edit, into
 * edit->after. WP_INVALID when it is larger than a week may be; WP_BUG when it
 * is not a valid week that says the same as `expected`, and for the rest the
 * same as `week`.
 */
enum wp_status wp_edit_verify(struct wp_edit *edit, struct wp_str patched,
                              const struct wp_week *week, const struct wp_expected_week *expected,
                              struct wp_error *error);

/* Makes edit->patch of the replacements, whose document begins at `offset` of
 * the file. WP_BUG when two of them overlap. */
enum wp_status wp_edit_make_patch(struct wp_edit *edit, struct wp_splices *splices, uint64_t offset,
                                  struct wp_error *error);

#endif
