#include "cmd/command.h"
#include "cmd/context.h"
#include "render/plan_schema.h"

static enum wp_status run_schema(struct wp_context *context, struct wp_error *error)
{
    (void)error;
    wp_plan_schema(&context->out);
    return WP_OK;
}

const struct wp_command wp_cmd_schema = {
    .name = "schema",
    .group = WP_GROUP_FILE,
    .summary = "print a JSON Schema of the plan for your editor",
    .examples = "weekplan schema > plan.schema.json  # then, as the first line of the plan:\n"
                "# yaml-language-server: $schema=plan.schema.json\n",
    .details = "Print a JSON Schema of the plan. With it, an editor completes keys, explains them "
               "and underlines mistakes. VS Code, Neovim, Helix and others use it through "
               "yaml-language-server. A schema cannot find every mistake; weekplan check can.",
    .plan = WP_PLAN_NONE,
    .pages = true,
    .run = run_schema,
};
