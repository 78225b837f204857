#include "cmd/check_plan.h"

#include <stdlib.h>

#include "base/memory.h"

enum { PROBLEMS_SHOWN = 100 };

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

void wp_check_result_list(struct wp_context *context, const char *name,
                          const struct wp_check_result *result)
{
    const struct wp_problems *problems = &result->problems;
    size_t found = problems->errors + problems->warnings;
    struct wp_buf rest = WP_BUF_INIT;

    for (size_t i = 0; i < problems->count; i++)
        wp_context_put_problem(context, name, &problems->list[i]);
    if (found == problems->count)
        return;
    wp_buf_printf(&rest, "%zu more problems are not shown", found - problems->count);
    wp_context_remark(context, &rest);
}

void wp_check_result_free(struct wp_check_result *result)
{
    free(result->problems.list);
    *result = (struct wp_check_result){.weeks = 0};
}
