#include "cmd/context.h"

static enum wp_status run_version(struct wp_context *context, struct wp_error *error)
{
    (void)error;
    wp_buf_puts(&context->out, "weekplan " WP_VERSION "\n");
    return WP_OK;
}

const struct wp_command wp_cmd_version = {
    .name = "version",
    .group = WP_GROUP_HIDDEN,
    .summary = "print the version",
    .examples = "weekplan version                   # the same as weekplan --version\n",
    .details = "Print the version of weekplan.",
    .plan = WP_PLAN_NONE,
    .run = run_version,
};
