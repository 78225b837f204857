#include "cmd/command.h"
#include "cmd/context.h"

static enum wp_status run_path(struct wp_context *context, struct wp_error *error)
{
    (void)error;
    wp_context_put_bytes(&context->out, wp_str(context->plan_path));
    wp_buf_putc(&context->out, '\n');
    return WP_OK;
}

const struct wp_command wp_cmd_path = {
    .name = "path",
    .group = WP_GROUP_FILE,
    .summary = "print the path of the plan",
    .examples = "weekplan path\n"
                "cp \"$(weekplan path)\" plan-backup.yaml\n",
    .details =
        "Print the path of the plan: the file named by --file, else by WEEKPLAN_FILE, else by "
        "the configuration, else weekplan/plan.yaml in XDG_DATA_HOME (~/.local/share if it is "
        "not set). The file need not exist.",
    .plan = WP_PLAN_FILE,
    .run = run_path,
};
