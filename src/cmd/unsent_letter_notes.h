/*
 * Notes on letters that were not sent, which `status` prints.
 */
#ifndef CMD_UNSENT_LETTER_NOTES_H
#define CMD_UNSENT_LETTER_NOTES_H

#include "cmd/context.h"

/* Print as notes, for each kind of letters, the last letter that failed, and the last letter that
 * may or may not have been sent. No-op without a log of sent letters; most users have none. */
void wp_unsent_letter_notes_put(struct wp_context *context);

#endif
