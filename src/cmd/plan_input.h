/*
 * The plan that a command reads: the open file, and the selected week.
 */
#ifndef CMD_PLAN_INPUT_H
#define CMD_PLAN_INPUT_H

#include "cmd/context.h"
#include "os/input_file.h"
#include <weekplan/plan.h>

struct wp_plan_input {
    struct wp_input_file file;
    struct wp_plan *plan;  /* owned */
    struct wp_found found; /* the selected week; filled by wp_plan_input_open_week */
};

/* Open the plan file, or read the plan from standard input. Call wp_plan_input_close also after a
 * failure. */
enum wp_status wp_plan_input_open(struct wp_plan_input *input, const struct wp_context *context,
                                  struct wp_error *error);

/* As wp_plan_input_open; but if there is no file, set input->plan to NULL and return WP_OK. */
enum wp_status wp_plan_input_open_if_any(struct wp_plan_input *input,
                                         const struct wp_context *context, struct wp_error *error);

/* Open the plan and load the selected week. Return WP_MISSING if the week is not in the plan; the
 * message has the command that starts it. If the plan has several problems, append the first one,
 * and how many more there are, to context->err. */
enum wp_status wp_plan_input_open_week(struct wp_plan_input *input, struct wp_context *context,
                                       struct wp_error *error);

/* Load the selected week of an open plan, or the list for later if that is selected. Return
 * WP_MISSING if the plan does not have it. */
enum wp_status wp_plan_input_find(struct wp_context *context, struct wp_plan *plan,
                                  struct wp_found *found, struct wp_error *error);

/* Load the week that begins in `window`. Set *week to NULL if the plan has none. */
enum wp_status wp_plan_input_load_week(const struct wp_input *input, struct wp_window window,
                                       struct wp_week **week, struct wp_error *error);

/* Load the list for later. Set *list to NULL if the plan has none. */
enum wp_status wp_plan_input_load_later(const struct wp_input *input, struct wp_week **list,
                                        struct wp_error *error);

/* Return the first day that the selected week would have if it were started. Its weekday is that of
 * the newest week in the plan; if the next later week seems to have a wrong year, that of the week
 * before the selected week; in an empty plan, `week_start` of the configuration. */
wp_day wp_plan_input_week_start(const struct wp_context *context, const struct wp_found *found);

/* Return the first day that a week in `window` would have if it were started. Its weekday is
 * found as by wp_plan_input_week_start. */
wp_day wp_plan_input_start_in(const struct wp_context *context, struct wp_window window,
                              const struct wp_found *found);

/* Set *weekday to the weekday on which the weeks of an open plan begin: that of the current week,
 * or the weekday that the current week would begin on if it were started. WP_IO if the plan cannot
 * be read. */
enum wp_status wp_plan_input_weekday(const struct wp_context *context, struct wp_plan *plan,
                                     enum wp_weekday *weekday, struct wp_error *error);

/* As wp_plan_input_weekday, for the plan file of the run. If there is no file, set *weekday to that
 * of the configuration. */
enum wp_status wp_plan_input_file_weekday(const struct wp_context *context,
                                          enum wp_weekday *weekday, struct wp_error *error);

/* Select the week to review in an open plan, unless --week is given: the current week on its last
 * three days, else the week before it. */
enum wp_status wp_plan_input_select_review(struct wp_context *context, struct wp_plan *plan,
                                           struct wp_error *error);

/* Return WP_USAGE if `start` is outside the years 0001 to 9999. */
enum wp_status wp_plan_input_check_start(wp_day start, struct wp_error *error);

/* Return WP_MISSING with the message that the selected week is not in the plan, and the command
 * that starts it. Return WP_USAGE if the week would begin outside the years 0001 to 9999. */
enum wp_status wp_plan_input_no_week(const struct wp_context *context, const struct wp_found *found,
                                     struct wp_error *error);

/* Close the plan and free the week. No-op on a zeroed struct. */
void wp_plan_input_close(struct wp_plan_input *input);

#endif
