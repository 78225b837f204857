/*
 * Notes on the items that older weeks left open and that no later week has.
 */
#ifndef CMD_LEFT_OPEN_NOTES_H
#define CMD_LEFT_OPEN_NOTES_H

#include "cmd/context.h"
#include <weekplan/left_open.h>

/* How far back items are looked for: about a year. */
enum { WP_LEFT_OPEN_NOTES_WEEKS = 53 };

/*
 * Print a note for each week with open items, the newest first, with the command that carries
 * them:
 *
 *     also open: 5 goals of the week of Mon 9 - Sun 15 March 2026 (weekplan carry --from
 *     2026-03-09)
 *
 * After the first few weeks print one note for all others. Print a note on weeks that are not
 * valid.
 */
void wp_left_open_notes(struct wp_context *context, const struct wp_left_open *left);

#endif
