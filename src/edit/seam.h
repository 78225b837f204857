/*
 * Blank lines where an edit joins what stood apart: those that come to stand below a literal
 * or folded text must not become a part of it, and none stays at the end of the week.
 */
#ifndef EDIT_SEAM_H
#define EDIT_SEAM_H

#include "edit/splice.h"
#include <weekplan/item.h>

/* Take those blank lines along with what is taken out. */
void wp_seams_close(const struct wp_week *week, struct wp_splices *splices);

#endif
