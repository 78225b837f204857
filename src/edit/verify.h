/*
 * The last step before anything is written: what the patched bytes say has to
 * be what was intended.
 */
#ifndef EDIT_VERIFY_H
#define EDIT_VERIFY_H

#include "edit/splice.h"
#include <weekplan/edit.h>

/*
 * Reads `patched`, the whole document after the edit, which begins at `offset`
 * of the file, into edit->after. WP_BUG when that is not a valid week that
 * begins on `start` and says the same as `expected`.
 */
enum wp_status wp_edit_verify(struct wp_edit *edit, struct wp_str patched, uint64_t offset,
                              wp_day start, const struct wp_item *expected, struct wp_error *error);

/* Makes edit->patch of the replacements, whose document begins at `offset` of
 * the file. WP_BUG when two of them overlap. */
enum wp_status wp_edit_make_patch(struct wp_edit *edit, const struct wp_splices *splices,
                                  uint64_t offset, struct wp_error *error);

#endif
