/* weekplan schema: the plan format for editors. */
#include "cmd/command.h"
#include "cmd/context.h"
#include "render/schema.h"

static enum wp_status run_schema(struct wp_context *context, struct wp_error *error)
{
    (void)error;
    wp_schema_json(&context->out);
    return WP_OK;
}

const struct wp_command wp_cmd_schema = {
    .name = "schema",
    .group = WP_GROUP_FILE,
    .summary = "print the format of the plan for your editor",
    .examples = "weekplan schema > plan.schema.json  # then, as the first line of the plan:\n"
                "# yaml-language-server: $schema=plan.schema.json\n",
    .details = "Prints a JSON Schema of the plan. An editor that has it (through "
               "yaml-language-server, as VS Code, Neovim or Helix) completes keys, explains "
               "them and underlines what is wrong. It cannot see all: check does.",
    .plan = WP_PLAN_NONE,
    .run = run_schema,
};
