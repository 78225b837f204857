/*
 * A plan that is checked as a whole, and what there is to say about it.
 */
#ifndef CMD_CHECK_RESULT_H
#define CMD_CHECK_RESULT_H

#include "cmd/context.h"
#include <weekplan/plan.h>

struct wp_check_result {
    struct wp_problems problems; /* the first hundred are kept */
    size_t weeks;
    size_t items;
};

/* Checks all of the plan. WP_OK, or WP_INVALID when it is not valid: `error` is
 * then for the caller to fill. WP_IO, WP_NO_MEMORY. */
enum wp_status wp_check_result_read(struct wp_check_result *checked, struct wp_plan *plan,
                                    struct wp_error *error);

/* Lists in context->err what was found, in the file that is called `name`. */
void wp_check_result_list(struct wp_context *context, const char *name,
                          const struct wp_check_result *checked);

/* Fine on one that is zeroed. */
void wp_check_result_free(struct wp_check_result *checked);

#endif
