/*
 * Remove blank lines that an edit leaves in the wrong place. If removed lines were between a block
 * scalar and a blank line, the blank line must not become a part of the scalar. No blank line may
 * be left at the end of the week.
 */
#ifndef EDIT_STRAY_BLANK_LINES_H
#define EDIT_STRAY_BLANK_LINES_H

#include "edit/splice.h"
#include <weekplan/item.h>

/* Extend the removals in `splices` by the blank lines that have to be removed too. */
void wp_stray_blank_lines_close(const struct wp_week *week, struct wp_splices *splices);

#endif
