/*
 * The plan that a command reads: the file, and the week that was asked for.
 */
#ifndef CMD_PLAN_INPUT_H
#define CMD_PLAN_INPUT_H

#include "cmd/context.h"
#include "os/file.h"
#include <weekplan/plan.h>

struct wp_plan_input {
    struct wp_file file;
    struct wp_plan *plan;
    struct wp_found found;
};

/* Opens the plan file (or reads standard input). */
enum wp_status wp_plan_input_open(struct wp_plan_input *opened, const struct wp_context *context,
                                  struct wp_error *error);

/* Opens it and finds the selected week. WP_MISSING says how to start it; of
 * several problems of the plan the first is shown, and how many more there are. */
enum wp_status wp_plan_input_open_week(struct wp_plan_input *opened, struct wp_context *context,
                                       struct wp_error *error);

/* Finds the selected week in a plan that is open. */
enum wp_status wp_plan_input_find(struct wp_context *context, struct wp_plan *plan,
                                  struct wp_found *found, struct wp_error *error);

/* Loads the week that begins in `window`; NULL with WP_OK where there is none. */
enum wp_status wp_plan_input_load_week(const struct wp_input *input, struct wp_window window,
                                       struct wp_week **week, struct wp_error *error);

/* The first day of the selected week, were it started now: on the same weekday
 * as the newest week in the file, or as the one before it where that is not in line;
 * without a week on Monday. */
wp_day wp_plan_input_week_start(const struct wp_context *context, const struct wp_found *found);

/* The same of another week than the selected one. */
wp_day wp_plan_input_start_in(const struct wp_context *context, struct wp_window window,
                              const struct wp_found *found);

/* WP_USAGE when no week of a plan can begin on `start`: days are of the years 0001 to 9999. */
enum wp_status wp_plan_input_check_start(wp_day start, struct wp_error *error);

/* Says that there is no such week and which command starts it; WP_USAGE when it cannot be
 * started. */
enum wp_status wp_plan_input_no_week(const struct wp_context *context, const struct wp_found *found,
                                     struct wp_error *error);

/* Fine on what was never opened, if it was zeroed. */
void wp_plan_input_close(struct wp_plan_input *opened);

#endif
