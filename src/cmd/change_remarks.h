/*
 * Remarks on a change that is made all the same. They are printed on standard error.
 */
#ifndef CMD_CHANGE_REMARKS_H
#define CMD_CHANGE_REMARKS_H

#include "cmd/context.h"

/* Remark why an item is done or dropped. */
void wp_change_remarks_state(struct wp_context *context, const struct wp_item *item);

/* Remark that a new or moved item is done or dropped because an item above it is. No-op if it
 * is not. */
void wp_change_remarks_inherited_state(struct wp_context *context, const struct wp_item *item);

/* Remark that a due day is over. No-op for another day, and for WP_NO_DAY. */
void wp_change_remarks_due(struct wp_context *context, wp_day due);

/* Remark that `done_on` of `values` is not in the week that begins on `week_start`. No-op if
 * it is, or is WP_NO_DAY. */
void wp_change_remarks_done_day(struct wp_context *context, const struct wp_item *values,
                                wp_day week_start);

/* Remark that a week is off, for a command that adds items to it. No-op if it is not. */
void wp_change_remarks_week_off(struct wp_context *context, const struct wp_week *week);

#endif
