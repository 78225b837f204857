#include "cmd/check_result.h"
#include "cmd/command.h"
#include "cmd/plan_input.h"
#include "render/diagnostic.h"

static void count(struct wp_buf *out, size_t number, const char *what)
{
    wp_buf_printf(out, "%zu %s%s", number, what, number == 1 ? "" : "s");
}

static void sum_up(struct wp_context *context, const struct wp_check_result *checked)
{
    const struct wp_problems *problems = &checked->problems;

    if (problems->errors > 0 || problems->warnings > 0) {
        count(&context->out, problems->errors, "error");
        if (problems->warnings > 0) {
            wp_buf_puts(&context->out, ", ");
            count(&context->out, problems->warnings, "warning");
        }
    } else {
        wp_buf_puts(&context->out, "No problems");
    }
    wp_buf_puts(&context->out, " in ");
    count(&context->out, checked->weeks, "week");
    if (problems->errors == 0) { /* what is broken cannot be counted */
        wp_buf_puts(&context->out, " with ");
        count(&context->out, checked->items, "item");
    }
    wp_buf_puts(&context->out, ".\n");
}

static enum wp_status run_check(struct wp_context *context, struct wp_error *error)
{
    struct wp_check_result checked = {.weeks = 0};
    struct wp_plan_input opened = {.plan = NULL};
    enum wp_status status = wp_plan_input_open(&opened, context, error);

    if (status == WP_OK)
        status = wp_check_result_read(&checked, opened.plan, error);
    else
        goto out;
    if (status != WP_OK && status != WP_INVALID)
        goto out;
    if (wp_given(&context->arguments, WP_OPT_JSON)) {
        wp_problems_json(&context->out, wp_context_plan_name(context), &checked.problems,
                         checked.weeks, checked.items);
    } else {
        wp_check_result_list(context, wp_context_plan_name(context), &checked);
        sum_up(context, &checked);
    }
out:
    wp_check_result_free(&checked);
    wp_plan_input_close(&opened);
    return status;
}

const struct wp_command wp_cmd_check = {
    .name = "check",
    .group = WP_GROUP_FILE,
    .summary = "find every problem of the plan",
    .examples = "weekplan check\n"
                "weekplan check -f draft.yaml       # another file\n"
                "weekplan check -f - < draft.yaml   # standard input\n",
    .details = "Read all weeks of the plan, and print each problem with its line, up to 100 "
               "problems. Warnings alone are no failure.",
    .options = (const enum wp_option_id[]){WP_OPT_JSON, WP_OPT_COUNT},
    .plan = WP_PLAN_READ,
    .run = run_check,
};
