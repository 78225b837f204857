/*
 * Blank lines where an edit joins lines that were apart: a blank line that is below a block
 * scalar then must not become its text, and no blank line stays at the end of the week.
 */
#ifndef EDIT_STRAY_BLANK_LINES_H
#define EDIT_STRAY_BLANK_LINES_H

#include "edit/splice.h"
#include <weekplan/item.h>

/* Extend the replacements that remove lines by these blank lines. */
void wp_stray_blank_lines_close(const struct wp_week *week, struct wp_splices *splices);

#endif
