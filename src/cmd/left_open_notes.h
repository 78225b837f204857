/*
 * Notes on open items in older weeks that are in no later week.
 */
#ifndef CMD_LEFT_OPEN_NOTES_H
#define CMD_LEFT_OPEN_NOTES_H

#include "cmd/context.h"
#include <weekplan/left_open.h>

/* Number of weeks in which open items are searched: about a year. */
enum { WP_LEFT_OPEN_NOTES_WEEKS = 53 };

/*
 * Print a note for each older week with open items, the newest week first. The note has the
 * command that carries the items:
 *
 *     also open: 5 goals of the week of Mon 9 - Sun 15 March 2026 (weekplan carry --from
 *     2026-03-09)
 *
 * After the first few weeks, print one note for all others. Print a note on weeks that are not
 * valid.
 */
void wp_left_open_notes(struct wp_context *context, const struct wp_left_open *left);

#endif
