/*
 * The note that items are overdue in the week that a change has brought them to.
 */
#ifndef CMD_OVERDUE_NOTE_H
#define CMD_OVERDUE_NOTE_H

#include "cmd/context.h"

/* Print a note on the open ones of the items, and of the items below them, whose due day is before
 * the week, or before today in the current week: "overdue in the week of Mon 12 – Sun 18 August
 * 2019: 1 Tax return (weekplan set 1 due=fri gives it a new day)". No-op if there are none, and for
 * the list for later. */
void wp_overdue_note_put(struct wp_context *context, const struct wp_week *week,
                         const struct wp_item *const *items, size_t count);

/* Print the note on the items that are new in `after` since `before`. `before` is NULL if all of
 * them are new. */
void wp_overdue_note_put_new(struct wp_context *context, const struct wp_week *before,
                             const struct wp_week *after);

#endif
