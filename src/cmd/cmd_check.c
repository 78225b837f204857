#include "cmd/check_plan.h"
#include "cmd/command.h"
#include "cmd/conflict_copy.h"
#include "cmd/formats.h"
#include "cmd/plan_input.h"
#include "render/diagnostic.h"

static void put_counted(struct wp_buf *out, size_t number, const char *what)
{
    wp_buf_printf(out, "%zu %s%s", number, what, number == 1 ? "" : "s");
}

static void put_summary(struct wp_context *context, const struct wp_check_result *result)
{
    const struct wp_problems *problems = &result->problems;

    if (problems->errors > 0 || problems->warnings > 0) {
        put_counted(&context->out, problems->errors, "error");
        if (problems->warnings > 0) {
            wp_buf_puts(&context->out, ", ");
            put_counted(&context->out, problems->warnings, "warning");
        }
    } else {
        wp_buf_puts(&context->out, "No problems");
    }
    wp_buf_puts(&context->out, " in ");
    put_counted(&context->out, result->weeks, "week");
    if (problems->errors == 0) { /* after an error the number of items is incomplete */
        wp_buf_puts(&context->out, " with ");
        put_counted(&context->out, result->items, "item");
    }
    wp_buf_puts(&context->out, ".\n");
}

static enum wp_status run_check(struct wp_context *context, struct wp_error *error)
{
    struct wp_check_result result = {.weeks = 0};
    struct wp_plan_input plan_input = {.plan = NULL};
    const char *name = wp_context_plan_name(context);
    enum wp_format_id format;
    enum wp_status status = wp_formats_choose(context, &format, error);

    if (status == WP_OK)
        status = wp_plan_input_open(&plan_input, context, error);

    if (status == WP_OK) {
        status = wp_check_result_read(&result, plan_input.plan, error);
        if (status != WP_OK && status != WP_INVALID) {
            /* The plan could not be read to its end: return that error. */
        } else if (format == WP_AS_JSON) {
            wp_problems_json(&context->out, name, &result.problems, result.weeks, result.items);
        } else {
            wp_check_result_list(context, name, &result);
            wp_conflict_copy_put_notes(context);
            put_summary(context, &result);
            wp_context_fold_result(context);
        }
    }
    wp_check_result_free(&result);
    wp_plan_input_close(&plan_input);
    return status;
}

const struct wp_command wp_cmd_check = {
    .name = "check",
    .group = WP_GROUP_FILE,
    .summary = "find every problem of the plan",
    .formats = "text json",
    .examples = "weekplan check\n"
                "weekplan check -f draft.yaml       # another file\n"
                "weekplan check -f - < draft.yaml   # standard input\n",
    .details = "Read all weeks of the plan, and print each problem with its line, up to 100 "
               "problems. Warnings alone are no failure.",
    .options = (const enum wp_option_id[]){WP_OPT_FORMAT, WP_OPT_JSON, WP_OPT_COUNT},
    .plan = WP_PLAN_READ,
    .later = WP_LATER_TAKES,
    .run = run_check,
};
