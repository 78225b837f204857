/*
 * Commands that start a week.
 */
#ifndef CMD_START_WEEK_H
#define CMD_START_WEEK_H

#include "cmd/transaction.h"

/* WP_USAGE unless a week can begin on `start` and the seven days from it on are free. */
enum wp_status wp_start_week_check_room(const struct wp_context *context,
                                        const struct wp_found *found, wp_day start,
                                        struct wp_error *error);

/* Starts the selected week, which is not in the plan: it says what the root `says`, and
 * has its goals. Remarks it. WP_USAGE where there is no room for it; else fails as
 * wp_edit_new_week does. */
enum wp_status wp_start_week(struct wp_transaction *change, const struct wp_item *says,
                             struct wp_error *error);

/* Remarks that the week is started, and the plan where there was none. */
void wp_start_week_remark(const struct wp_transaction *change, wp_day start);

#endif
