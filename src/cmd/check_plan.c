#include "cmd/check_plan.h"

#include <stdlib.h>

#include "base/memory.h"

enum { PROBLEMS_SHOWN = 100, PROBLEMS_ON_A_SCREEN = 7 };

enum wp_status wp_check_result_read(struct wp_check_result *result, struct wp_plan *plan,
                                    struct wp_error *error)
{
    struct wp_problems *problems = &result->problems;
    enum wp_status status;

    *result = (struct wp_check_result){.problems = {.limit = PROBLEMS_SHOWN}};
    problems->list = wp_memory_array(PROBLEMS_SHOWN, sizeof *problems->list);
    status = wp_plan_check(plan, problems, &result->weeks, &result->items);
    if (status != WP_OK && status != WP_INVALID)
        *error = problems->list[problems->count - 1];
    return status;
}

/* Append at most `max` problems to context->err, and the number of the others. */
static void list_problems(struct wp_context *context, const char *name,
                          const struct wp_check_result *result, size_t max)
{
    const struct wp_problems *problems = &result->problems;
    size_t found = problems->errors + problems->warnings;
    struct wp_buf rest = WP_BUF_INIT;

    if (max > problems->count)
        max = problems->count;
    for (size_t i = 0; i < max; i++)
        wp_context_put_problem(context, name, &problems->list[i]);
    if (found == max)
        return;
    wp_buf_printf(&rest, "%zu more problem%s not shown", found - max,
                  found - max == 1 ? " is" : "s are");
    wp_context_remark(context, &rest);
}

void wp_check_result_list(struct wp_context *context, const char *name,
                          const struct wp_check_result *result)
{
    list_problems(context, name, result, PROBLEMS_SHOWN);
}

enum wp_status wp_check_result_refuse(struct wp_context *context, const char *name,
                                      const struct wp_check_result *result, const char *consequence,
                                      struct wp_error *error)
{
    size_t errors = result->problems.errors;
    struct wp_buf why = WP_BUF_INIT;

    list_problems(context, name, result, PROBLEMS_ON_A_SCREEN);
    wp_buf_puts(&why, "this is not a valid plan");
    if (errors > 1)
        wp_buf_printf(&why, " (%zu errors)", errors);
    wp_buf_printf(&why, ", so %s", consequence);
    return wp_context_fail(error, WP_INVALID, &why);
}

void wp_check_result_free(struct wp_check_result *result)
{
    free(result->problems.list);
    *result = (struct wp_check_result){.weeks = 0};
}
