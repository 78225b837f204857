/*
 * Starting a week that is not in the plan.
 */
#ifndef CMD_START_WEEK_H
#define CMD_START_WEEK_H

#include "cmd/locked_plan.h"

/* Return WP_USAGE if no week can begin on `start`, or if the week would overlap the week before
 * or after it. */
enum wp_status wp_start_week_check_room(const struct wp_context *context,
                                        const struct wp_found *found, wp_day start,
                                        struct wp_error *error);

/* Start `week`, which may be the list for later: a copy of change->new_week to which the caller has
 * added values, goals and items of `also:`. Print as a note that the week is started. Return
 * WP_USAGE if the week would overlap another week; otherwise the status of wp_edit_new_week. */
enum wp_status wp_start_week(struct wp_locked_plan *change, const struct wp_week *week,
                             struct wp_error *error);

/* Print as a note that a week is started. If the plan is new, print also that the plan is
 * started. */
void wp_start_week_remark(const struct wp_locked_plan *change, wp_day start);

#endif
