/*
 * Notes on open items in older weeks that are in no later week.
 */
#ifndef CMD_LEFT_OPEN_NOTES_H
#define CMD_LEFT_OPEN_NOTES_H

#include "cmd/context.h"
#include <weekplan/left_open.h>

/*
 * Print a note for each older week with open items, the newest week first. The note has the
 * command that carries the items:
 *
 *     also open: 5 goals of the week of Mon 9 - Sun 15 March 2026: Read, Sail, Tax return and 2
 *     more (weekplan carry --from 2026-03-09)
 *
 * After the first few weeks, print one note for all others. Print a note on weeks that are not
 * valid.
 */
void wp_left_open_notes(struct wp_context *context, const struct wp_left_open *left);

/*
 * Find the items that were left open in the newest week that has goals and begins before `start`.
 * `found` is the result of wp_plan_find for the week that begins on `start`. Find nothing if that
 * week is over, or if the week before that week is not over yet. Print a note on weeks that are not
 * valid. Free `left` with wp_left_open_free, whatever is returned. Return WP_IO if the plan cannot
 * be read.
 */
enum wp_status wp_left_open_notes_find_last(struct wp_left_open *left, struct wp_context *context,
                                            struct wp_plan *plan, const struct wp_found *found,
                                            wp_day start, struct wp_error *error);

#endif
