/*
 * Starting a week that is not in the plan.
 */
#ifndef CMD_START_WEEK_H
#define CMD_START_WEEK_H

#include "cmd/transaction.h"

/* WP_USAGE unless a week can begin on `start`, and does not overlap the weeks before and after
 * it. */
enum wp_status wp_start_week_check_room(const struct wp_context *context,
                                        const struct wp_found *found, wp_day start,
                                        struct wp_error *error);

/* Start the selected week, which is not in the plan, with the values and the goals of `root`.
 * Remark that it is started. WP_USAGE if there is no room for the week; otherwise as
 * wp_edit_new_week. */
enum wp_status wp_start_week(struct wp_transaction *change, const struct wp_item *root,
                             struct wp_error *error);

/* Remark that a week is started, and that the plan is, if it is new. */
void wp_start_week_remark(const struct wp_transaction *change, wp_day start);

#endif
