/*
 * The result of a check of the whole plan.
 */
#ifndef CMD_CHECK_PLAN_H
#define CMD_CHECK_PLAN_H

#include "cmd/context.h"
#include <weekplan/plan.h>

struct wp_check_result {
    struct wp_problems problems; /* the first 100 problems */
    size_t weeks;                /* number of weeks in the plan */
    size_t items;                /* number of items in all weeks */
};

/* Check all weeks of the plan. Return WP_INVALID if the plan is not valid; the problems are then
 * in `result`, and `error` is not filled. Return WP_IO if the plan cannot be read. Call
 * wp_check_result_free also after a failure. */
enum wp_status wp_check_result_read(struct wp_check_result *result, struct wp_plan *plan,
                                    struct wp_error *error);

/* Append the problems to context->err. `name` is the name of the plan file in them. */
void wp_check_result_list(struct wp_context *context, const char *name,
                          const struct wp_check_result *result);

/* Append the first problems to context->err, which fit on a screen, and return WP_INVALID with the
 * number of errors: "this is not a valid plan (20 errors), so CONSEQUENCE". */
enum wp_status wp_check_result_refuse(struct wp_context *context, const char *name,
                                      const struct wp_check_result *result, const char *consequence,
                                      struct wp_error *error);

/* Free the list of problems. No-op on a zeroed struct. */
void wp_check_result_free(struct wp_check_result *result);

#endif
